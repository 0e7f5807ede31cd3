namespace IncDiv.Functions.Operations;

/// <summary>Ingests drops whose event was lost and announces waiting quarters again. Runs hourly.</summary>
public sealed class Reconcile(Reconciliation reconciliation, Health health)
{
    [Function(nameof(Reconcile))]
    public async Task RunAsync([TimerTrigger("%ReconcileSchedule%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        // The health report comes first, so that it is logged even if the run fails.
        await health.ReportAsync(cancellationToken);
        await reconciliation.RunAsync(cancellationToken);
    }
}
