using Xunit.Abstractions;

namespace IncDiv.Resilience.Tests;

/// <summary>Seeded schedules of faults between the app and its storage. <c>INCDIV_SCHEDULES=1000 dotnet test tests/resilience</c> runs that many;
/// <c>INCDIV_SEED=17</c> repeats one.</summary>
public sealed class FaultScheduleTests(ITestOutputHelper output)
{
    // Enough to meet every fault. A schedule mostly waits, so several run at a time, each emulator with its share of them.
    private const int InTheSuite = 6, AtATime = 3;

    [Fact]
    public async Task Faults_on_the_way_to_storage_never_change_the_result_by_a_byte()
    {
        int seed = Setting.Number("INCDIV_SEED", usual: 0);
        int[] seeds = seed > 0 ? [seed] : [.. Enumerable.Range(1, Setting.Number("INCDIV_SCHEDULES", InTheSuite))];
        Feeds feeds = await Feeds.MakeAsync();
        long began = Stopwatch.GetTimestamp();
        IReadOnlyList<string> undisturbed = await UndisturbedAsync(feeds);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Undisturbed: {undisturbed.Count} lines of state in {Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s"));
        var broken = new ConcurrentBag<string>();
        var met = new ConcurrentDictionary<Fault, int>();
        long start = Stopwatch.GetTimestamp();
        int share = Math.Clamp((seeds.Length + AtATime - 1) / AtATime, 1, Emulator.Accounts);
        await Parallel.ForEachAsync(seeds.Chunk(share), new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (chunk, _) =>
        {
            await using Emulator emulator = await Emulator.StartAsync();
            for (int account = 0; account < chunk.Length; account++)
            {
                var schedule = new FaultSchedule(chunk[account], restarts: chunk[account] % 6 == 0);
                await using var run = new ScheduleRun(emulator, account, schedule);
                RunOutcome outcome;
                try
                {
                    outcome = await run.RunAsync(feeds);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    outcome = new RunOutcome(undisturbed, [$"the run itself failed: {e}"]);
                }
                string difference = EndState.Difference(undisturbed, outcome.State);
                if (difference.Length + outcome.Broken.Count > 0)
                    broken.Add(
                        $"Seed {schedule.Seed} ({Counts(schedule.Met)}); INCDIV_SEED={schedule.Seed} runs it again:\n"
                            + $"{string.Join('\n', outcome.Broken.Distinct().Select(b => "  " + b))}\n{difference}");
                foreach ((Fault fault, int times) in schedule.Met)
                    met.AddOrUpdate(fault, times, (_, n) => n + times);
            }
        });
        output.WriteLine($"{seeds.Length} schedules in {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s: {Counts(met)}");
        Assert.True(broken.IsEmpty, string.Join("\n\n", broken));
        if (seeds.Length >= InTheSuite)
            Assert.Superset(Enum.GetValues<Fault>().Where(f => f != Fault.None).ToHashSet(), met.Keys.ToHashSet());
    }

    private static async Task<IReadOnlyList<string>> UndisturbedAsync(Feeds feeds)
    {
        await using Emulator emulator = await Emulator.StartAsync();
        await using var run = new ScheduleRun(emulator, 0, FaultSchedule.Undisturbed());
        RunOutcome outcome = await run.RunAsync(feeds);
        Assert.Empty(outcome.Broken);
        return outcome.State;
    }

    private static string Counts(IReadOnlyDictionary<Fault, int> met) =>
        string.Join(", ", met.OrderBy(m => m.Key).Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Key} {m.Value}")));
}
