using Azure.Data.Tables;
using IncDiv.Storage.Packs;

namespace IncDiv.Resilience.Tests.Schedules;

/// <summary>Invariants that hold after every run, whatever faults occurred.</summary>
internal static class Invariants
{
    /// <param name="landed">Every drop that source teams wrote, with its version.</param>
    public static async Task<IReadOnlyList<string>> BrokenAsync(PipelineStorage storage, IReadOnlyList<(string File, string ETag)> landed)
    {
        var broken = new List<string>();
        IReadOnlyList<DropRecord> ledger = await new DropLedger(storage).ListAsync(null, CancellationToken.None);
        var audit = new HashSet<(string, string)>();
        await foreach (TableEntity row in storage.Table(TableNames.Audit).QueryAsync<TableEntity>())
            audit.Add((row.GetString("Action"), row.GetString("Subject")));
        string[] receipts = [.. (await EndState.BlobsAsync(storage, ContainerNames.Receipts)).Select(b => b.Name)];

        foreach ((string File, string ETag) drop in landed)
            if (ledger.Count(r => (r.File, r.ETag) == drop) is not 1 and var states)
                broken.Add($"{drop.File} is in {states} states");
        foreach (DropRecord row in ledger)
        {
            if (row.RowsRead != row.RowsAccepted + row.RowsRejected)
                broken.Add($"{row.File}: {row.RowsRead} rows read are not {row.RowsAccepted} + {row.RowsRejected}");
            foreach (string ending in new[] { ".json", ".html", ".rejects.csv" })
                if (!receipts.Contains($"{row.Feed}/{row.Id}{ending}"))
                    broken.Add($"{row.File} has no receipt {ending}");
            string action = row.Outcome == DropOutcome.Superseded ? "drop accepted" : $"drop {row.Outcome.ToString().ToLowerInvariant()}";
            if (!audit.Contains((action, $"{row.Feed}/{row.Id}")))
                broken.Add($"the audit does not know: {action} {row.File}");
        }
        foreach (string receipt in receipts)
            if (!ledger.Any(r => receipt.StartsWith($"{r.Feed}/{r.Id}.", StringComparison.Ordinal)))
                broken.Add($"receipt {receipt} belongs to no drop in the ledger");
        foreach ((string name, _) in await EndState.BlobsAsync(storage, ContainerNames.Curated))
            if (!ledger.Any(r => r.RowsAccepted > 0
                && name.StartsWith(r.Feed + "/", StringComparison.Ordinal) && name.EndsWith($"/drop={r.Id}.parquet", StringComparison.Ordinal)))
                broken.Add($"curated {name} belongs to no drop in the ledger");
        foreach (PackRecord pack in await new PackStore(storage).ListAsync(null, Feeds.Quarter, CancellationToken.None))
        {
            if (!audit.Contains(("pack published", pack.Path)))
                broken.Add($"the audit does not know: pack published {pack.Path}");
            if (!audit.Contains(("measures computed", $"{pack.Quarter}/{pack.Edition}")))
                broken.Add($"the audit does not know: measures computed {pack.Quarter}/{pack.Edition}");
        }
        return broken;
    }
}
