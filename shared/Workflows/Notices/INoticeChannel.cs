namespace IncDiv.Workflows.Notices;

/// <summary>A channel that sends notices.</summary>
public interface INoticeChannel
{
    /// <summary>The channel's name in notice markers and the audit log, such as <c>mail</c>.</summary>
    string Name { get; }

    bool Accepts(Notice notice);

    /// <summary>Sends the notice, retrying transient faults.</summary>
    /// <exception cref="DeliveryException">The notice was not sent; the message says why, without addresses.</exception>
    Task SendAsync(Notice notice, CancellationToken cancellationToken);
}

/// <summary>A notice that is sent once. It names packs, quarters and feeds, never a figure or a person.</summary>
/// <param name="Key">Unique and permanent, such as <c>pack/stride-quarterly/2026-27-Q2/1</c>.</param>
/// <param name="To">E-mail addresses, separated by commas.</param>
/// <param name="Link">Where to read more, or null.</param>
public sealed record Notice(string Key, string To, string Subject, string Text, Uri? Link);

/// <summary>A notice did not reach its server, or the server refused it. The message holds no address.</summary>
public sealed class DeliveryException(string message, Exception inner) : Exception(message, inner);
