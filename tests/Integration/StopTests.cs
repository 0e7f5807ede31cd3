using System.Diagnostics;
using System.Globalization;

namespace IncDiv.Integration.Tests;

public sealed class StopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_run_that_is_told_to_stop_leaves_no_process_and_no_data_behind()
    {
        using var folder = new TemporaryFolder();
        await folder.WriteAsync("drops/workforce/march.csv", await Drops.OfAsync("workforce", Drops.Quarter, 30_000));
        using Process run = Command.StartIncDiv("run", "--drops", folder["drops"], "--out", folder["out"]);
        Task<Outcome> end = Command.EndAsync(run);
        int[] children = [];
        using var patience = new CancellationTokenSource(Patience);
        // The emulator and the functions app.
        while ((children = ChildrenOf(run.Id)).Length < 2)
        {
            Assert.False(end.IsCompleted || patience.IsCancellationRequested, "The run did not start its processes.");
            await Task.Delay(20);
        }
        using (Process kill = Process.Start("kill", ["-TERM", run.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        Outcome outcome = await end.WaitAsync(Patience);

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Equal("", outcome.Output);
        Assert.DoesNotContain("   at ", outcome.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain(children, c => Directory.Exists($"/proc/{c}"));
    }

    private static int[] ChildrenOf(int process)
    {
        string parent = $"PPid:\t{process.ToString(CultureInfo.InvariantCulture)}";
        return
        [
            .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
                .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _) && StatusOf(name!).Contains(parent))
                .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)),
        ];
    }

    // A process may end while it is looked at.
    private static string[] StatusOf(string process)
    {
        try
        {
            return File.ReadAllLines($"/proc/{process}/status");
        }
        catch (IOException)
        {
            return [];
        }
    }
}
