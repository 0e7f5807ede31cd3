using IncDiv.Flows;
using Microsoft.Azure.Functions.Worker;

namespace IncDiv.Functions.Operations;

/// <summary>Hourly: takes in drops that no event announced and announces again the quarters that still wait.</summary>
public sealed class Reconcile(Reconciliation reconciliation)
{
    [Function(nameof(Reconcile))]
    public Task RunAsync([TimerTrigger("%ReconcileSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        reconciliation.RunAsync(cancellationToken);
}
