namespace IncDiv.Functions.Operations;

/// <summary>Hourly: takes in drops that no event announced and announces again the quarters that still wait.</summary>
public sealed class Reconcile(Reconciliation reconciliation, Health health)
{
    [Function(nameof(Reconcile))]
    public async Task RunAsync([TimerTrigger("%ReconcileSchedule%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        // First, so that what waits is told even where the run fails.
        await health.ReportAsync(cancellationToken);
        await reconciliation.RunAsync(cancellationToken);
    }
}
