
namespace IncDiv.Functions.Publish;

/// <summary>
/// Publishes every pack that is due and unpublished, or changed since its last edition, and tells who is to be told. Runs daily; asks what
/// is due, never what day it is.
/// </summary>
public sealed class PublishDuePacks(PackPublication publication, PackDelivery delivery)
{
    [Function(nameof(PublishDuePacks))]
    public async Task RunAsync([TimerTrigger("%PublishSchedule%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await publication.PublishDueAsync(cancellationToken);
        await delivery.SendDueAsync(cancellationToken);
    }
}
