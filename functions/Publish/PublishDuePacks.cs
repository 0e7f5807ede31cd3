using IncDiv.Flows;
using Microsoft.Azure.Functions.Worker;

namespace IncDiv.Functions.Publish;

/// <summary>Publishes every pack that is due and unpublished, or changed since its last edition. Runs daily; asks what is due, never what day it is.</summary>
public sealed class PublishDuePacks(PackPublication publication)
{
    [Function(nameof(PublishDuePacks))]
    public Task RunAsync([TimerTrigger("%PublishSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        publication.PublishDueAsync(cancellationToken);
}
