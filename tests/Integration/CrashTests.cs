using IncDiv.Contracts;
using IncDiv.Contracts.Receipts;
using IncDiv.Storage.Ledger;

namespace IncDiv.Integration.Tests;

public sealed class CrashTests
{
    [Fact]
    public async Task An_app_killed_between_its_drops_ends_where_an_undisturbed_one_does()
    {
        (string File, byte[] Content)[] drops = [.. await DropsAsync()];
        await using Machine undisturbed = await Machine.StartAsync();
        await DropAllAsync(undisturbed, drops);
        await undisturbed.SettleAsync();

        await using Machine killed = await Machine.StartAsync();
        await DropAllAsync(killed, drops);
        await killed.UntilAsync(async () => (await killed.LedgerAsync()).Count > 0);
        await killed.Functions.KillAsync();
        Assert.InRange((await killed.LedgerAsync()).Count, 1, killed.Dropped - 1);
        await killed.StartFunctionsAsync();
        await killed.SettleAsync();

        IReadOnlyList<DropRecord> ledger = await killed.LedgerAsync();
        Assert.Equal(drops.Length, ledger.Count);
        Assert.All(ledger, d => Assert.Equal(DropOutcome.Accepted, d.Outcome));
        Assert.Equal(await undisturbed.StateAsync(), await killed.StateAsync());
    }

    private static async Task<IReadOnlyList<(string, byte[])>> DropsAsync()
    {
        // The workforce takes much longer than the survey: it is under way when the survey is done.
        var drops = new List<(string, byte[])> { ("staff-survey/wave.csv", await Drops.OfAsync("staff-survey", Drops.Quarter, 200)) };
        foreach (Quarter quarter in new[] { Drops.Quarter.AddQuarters(-1), Drops.Quarter })
            drops.Add(($"workforce/{quarter}.csv", await Drops.OfAsync("workforce", quarter, 30_000)));
        return drops;
    }

    private static async Task DropAllAsync(Machine machine, IEnumerable<(string File, byte[] Content)> drops)
    {
        foreach ((string file, byte[] content) in drops)
            await machine.DropAsync(file, content);
    }
}
