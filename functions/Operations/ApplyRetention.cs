namespace IncDiv.Functions.Operations;

/// <summary>Deletes raw and quarantined drops whose retention period has ended. Runs daily.</summary>
public sealed class ApplyRetention(Retention retention)
{
    [Function(nameof(ApplyRetention))]
    public Task RunAsync([TimerTrigger("%RetentionSchedule%")] TimerInfo timer, CancellationToken cancellationToken) => retention.ApplyAsync(cancellationToken);
}
