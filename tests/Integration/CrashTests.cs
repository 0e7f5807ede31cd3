using System.Text;
using IncDiv.Contracts.Receipts;
using IncDiv.Storage.Ledger;

namespace IncDiv.Integration.Tests;

public sealed class CrashTests
{
    private const int Kills = 30;
    private const int RowsPerDrop = 500;

    [Fact]
    public async Task An_app_killed_at_thirty_random_moments_of_ingestion_ends_where_an_undisturbed_one_does()
    {
        (string File, byte[] Content)[] drops = [.. await InterviewsAsync()];
        await using Machine undisturbed = await Machine.StartAsync();
        foreach ((string file, byte[] content) in drops)
            await undisturbed.DropAsync(file, content);
        await undisturbed.SettleAsync();

        var random = new Random(30);
        // On a slow machine many kills may meet the same drop, which then would count as failed after five.
        await using Machine killed = await Machine.StartAsync(("AzureFunctionsJobHost__extensions__blobs__poisonBlobThreshold", "100"));
        foreach ((string file, byte[] content) in drops)
        {
            await killed.DropAsync(file, content);
            // From before the drop is seen until after its quarter is computed.
            await Task.Delay(random.Next(1500));
            await killed.Functions.KillAsync();
            await killed.StartFunctionsAsync();
        }
        await killed.SettleAsync();

        IReadOnlyList<DropRecord> ledger = await killed.LedgerAsync();
        Assert.Equal(Kills, ledger.Count);
        Assert.All(ledger, d => Assert.Equal((DropOutcome.Accepted, RowsPerDrop), (d.Outcome, d.RowsAccepted)));
        Assert.Equal(await undisturbed.StateAsync(), await killed.StateAsync());
    }

    // One sample cut into drops of their own: no key comes twice, so the order in which they land changes nothing.
    private static async Task<IReadOnlyList<(string, byte[])>> InterviewsAsync()
    {
        string sample = Encoding.UTF8.GetString(await Drops.OfAsync("victim-satisfaction", Drops.Quarter, Kills * RowsPerDrop, comments: 0));
        string[] lines = sample.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Kills * RowsPerDrop + 1, lines.Length);
        return [.. lines.Skip(1).Chunk(RowsPerDrop).Select((rows, i) => ($"victim-satisfaction/part-{i:00}.csv", Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend(lines[0])))))];
    }
}
