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
