using IncDiv.Storage.Measures;

namespace IncDiv.Functions.Compute;

/// <summary>Brings the tables for BI tools up to date. Runs every few minutes; asks which quarters changed, never what time it is.</summary>
public sealed class UpdateTables(MeasureTables tables)
{
    [Function(nameof(UpdateTables))]
    public Task RunAsync([TimerTrigger("%TablesSchedule%")] TimerInfo timer, CancellationToken cancellationToken) => tables.CatchUpAsync(cancellationToken);
}
