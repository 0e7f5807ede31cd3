using IncDiv.Contracts.Receipts;
using IncDiv.Storage.Drops;

namespace IncDiv.Acceptance.Tests;

public sealed class CrashTests
{
    private static readonly int Kills = Setting.Number("INCDIV_KILLS", usual: 3);
    private const int RowsPerDrop = 500;

    [Fact]
    public async Task A_worker_killed_at_random_moments_of_ingestion_ends_where_an_undisturbed_one_does()
    {
        (string File, byte[] Content)[] drops = [.. await InterviewsAsync(Kills)];
        IReadOnlyList<string> undisturbed = await UndisturbedAsync(drops);

        var random = new Random(30);
        // On a slow machine many kills may hit the same drop, which would be recorded as failed after five tries.
        await using Machine killed = await Machine.StartAsync(("AzureFunctionsJobHost__extensions__blobs__poisonBlobThreshold", "100"));
        foreach ((string file, byte[] content) in drops)
        {
            await killed.DropAsync(file, content);
            // From before the drop is seen until after its quarter is computed.
            await Task.Delay(random.Next(1500));
            await killed.KillWorkerAsync();
        }
        await killed.SettleAsync();

        await AssertAllAcceptedAsync(killed, Kills);
        Assert.Equal(undisturbed, await killed.StateAsync());
    }

    [Fact]
    public async Task A_host_killed_in_the_middle_of_ingestion_ends_where_an_undisturbed_one_does()
    {
        const int Count = 6;
        (string File, byte[] Content)[] drops = [.. await InterviewsAsync(Count)];
        IReadOnlyList<string> undisturbed = await UndisturbedAsync(drops);

        // Messages that the killed host had received are visible again only after ten minutes. Reconciliation finds their drops earlier.
        await using Machine killed = await Machine.StartAsync(("EventsTakeMinutes", "0"), ("ReconcileSchedule", "*/20 * * * * *"));
        foreach ((string file, byte[] content) in drops)
            await killed.DropAsync(file, content);
        await killed.UntilAsync(async () => (await killed.LedgerAsync()).Count > 0);
        await killed.Functions.KillAsync();
        await killed.StartFunctionsAsync();
        await killed.SettleAsync();

        await AssertAllAcceptedAsync(killed, Count);
        Assert.Equal(undisturbed, await killed.StateAsync());
    }

    private static async Task<IReadOnlyList<string>> UndisturbedAsync((string File, byte[] Content)[] drops)
    {
        await using Machine undisturbed = await Machine.StartAsync();
        foreach ((string file, byte[] content) in drops)
            await undisturbed.DropAsync(file, content);
        await undisturbed.SettleAsync();
        return await undisturbed.StateAsync();
    }

    private static async Task AssertAllAcceptedAsync(Machine machine, int count)
    {
        IReadOnlyList<DropRecord> ledger = await machine.LedgerAsync();
        Assert.Equal(count, ledger.Count);
        Assert.All(ledger, d => Assert.Equal((DropOutcome.Accepted, RowsPerDrop), (d.Outcome, d.RowsAccepted)));
    }

    // One sample, split into several drops. No key occurs twice, so the order in which they land does not matter.
    private static async Task<IReadOnlyList<(string, byte[])>> InterviewsAsync(int count)
    {
        string sample = Encoding.UTF8.GetString(await Drops.OfAsync("victim-satisfaction", Drops.Quarter, count * RowsPerDrop, comments: 0));
        string[] lines = sample.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(count * RowsPerDrop + 1, lines.Length);
        return [.. lines.Skip(1).Chunk(RowsPerDrop)
            .Select((rows, i) => ($"victim-satisfaction/part-{i:00}.csv", Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend(lines[0])))))];
    }
}
