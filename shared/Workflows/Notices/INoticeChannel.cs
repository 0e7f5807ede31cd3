namespace IncDiv.Workflows.Notices;

/// <summary>A way to tell somebody.</summary>
public interface INoticeChannel
{
    /// <summary>In the ledger, such as <c>mail</c>.</summary>
    string Name { get; }

    bool Takes(Notice notice);

    /// <summary>Tells, trying again what may pass.</summary>
    /// <exception cref="DeliveryException">It was not told; the message says why, without addresses.</exception>
    Task SendAsync(Notice notice, CancellationToken cancellationToken);
}

/// <summary>Something to be told once. It names packs, quarters and feeds, never a figure or a person.</summary>
/// <param name="Key">Names it for ever: <c>pack/stride-quarterly/2026-27-Q2/1</c>.</param>
/// <param name="To">E-mail addresses with commas between.</param>
/// <param name="Link">Where to read on; null for none.</param>
public sealed record Notice(string Key, string To, string Subject, string Text, Uri? Link);

/// <summary>A notice did not reach its server, or was refused. The message holds no address.</summary>
public sealed class DeliveryException(string message, Exception inner) : Exception(message, inner);
