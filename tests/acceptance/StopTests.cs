namespace IncDiv.Acceptance.Tests;

public sealed class StopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_stopped_run_leaves_no_process_and_no_data_behind()
    {
        using var folder = new TemporaryFolder();
        await folder.WriteAsync("drops/workforce/march.csv", await Drops.OfAsync("workforce", Drops.Quarter, 30_000));
        // The emulator's data, and with it the raw drops, are in the folder for temporary files.
        Directory.CreateDirectory(folder["tmp"]);
        using Process run = Command.StartIncDiv([("TMPDIR", folder["tmp"])], "run", "--drops", folder["drops"], "--out", folder["out"]);
        Task<Outcome> end = Command.EndAsync(run);
        int[] children = [];
        using var patience = new CancellationTokenSource(Patience);
        // The emulator and the host of the functions app.
        while ((children = Processes.ChildrenOf(run.Id)).Length < 2)
        {
            Assert.False(end.IsCompleted || patience.IsCancellationRequested, "The run did not start its processes.");
            await Task.Delay(20);
        }
        await Processes.KillAsync(run.Id, "TERM");
        Outcome outcome = await end.WaitAsync(Patience);

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Equal("", outcome.Output);
        Assert.DoesNotContain("   at ", outcome.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain(children, Processes.IsAlive);
        Assert.Empty(Directory.EnumerateDirectories(folder["tmp"], "incdiv-*"));
    }

    [Fact]
    public async Task A_killed_run_leaves_no_process_behind()
    {
        using var folder = new TemporaryFolder();
        await folder.WriteAsync("drops/workforce/march.csv", await Drops.OfAsync("workforce", Drops.Quarter, 30_000));
        using Process run = Command.StartIncDiv("run", "--drops", folder["drops"], "--out", folder["out"]);
        _ = Command.EndAsync(run);
        int[] processes = [];
        // The emulator, the host and the host's worker.
        await UntilAsync(() => (processes = [.. Processes.ChildrenOf(run.Id).SelectMany(c => Processes.ChildrenOf(c).Append(c))]).Length >= 3);

        await Processes.KillAsync(run.Id);

        await UntilAsync(() => !processes.Any(Processes.IsAlive));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            Assert.False(patience.IsCancellationRequested, "Not within a minute.");
            await Task.Delay(20);
        }
    }
}
