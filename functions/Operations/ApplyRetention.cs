namespace IncDiv.Functions.Operations;

/// <summary>Daily: deletes raw and quarantined drops whose time is up.</summary>
public sealed class ApplyRetention(Retention retention)
{
    [Function(nameof(ApplyRetention))]
    public Task RunAsync([TimerTrigger("%RetentionSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        retention.ApplyAsync(cancellationToken);
}
