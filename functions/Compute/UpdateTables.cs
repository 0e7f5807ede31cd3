using IncDiv.Storage.Measures;

namespace IncDiv.Functions.Compute;

/// <summary>Updates the tables for BI tools. Runs every few minutes and copies the quarters that changed, whatever the time.</summary>
public sealed class UpdateTables(MeasureTables tables)
{
    [Function(nameof(UpdateTables))]
    public Task RunAsync([TimerTrigger("%TablesSchedule%")] TimerInfo timer, CancellationToken cancellationToken) => tables.CatchUpAsync(cancellationToken);
}
