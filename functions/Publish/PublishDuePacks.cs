namespace IncDiv.Functions.Publish;

/// <summary>Publishes every pack that is due and unpublished, or changed since its last edition, and sends the notices. Runs daily. It publishes whatever is
/// due, so a missed day does no harm.</summary>
public sealed class PublishDuePacks(PackPublication publication, PackDelivery delivery)
{
    [Function(nameof(PublishDuePacks))]
    public async Task RunAsync([TimerTrigger("%PublishSchedule%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await publication.PublishDueAsync(cancellationToken);
        await delivery.SendDueAsync(cancellationToken);
    }
}
