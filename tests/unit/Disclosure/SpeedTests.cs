using IncDiv.Disclosure.Cover;
using Xunit.Abstractions;

namespace IncDiv.Disclosure.Tests;

/// <summary>Bar B7 of disclosure.md 8.1: <c>INCDIV_PEOPLE=1000000 dotnet test tests/unit -c Release --filter SpeedTests --logger
/// "console;verbosity=detailed"</c> prints seconds and memory. The suite runs it with fewer people, as a test of large models whose rows are loaded as they are
/// needed.</summary>
public sealed class SpeedTests(ITestOutputHelper output)
{
    private const int Full = 1_000_000;

    private static readonly int[] Sizes = [33, 9, 6, 3, 7, 6, 3, 4];

    private static readonly IReadOnlyList<IReadOnlyList<int>> Tables =
        [[0, 1], [0, 2], [0, 3], [0, 4], [0, 5], [1, 2], [1, 3], [1, 4], [2, 4], [2, 6], [1, 6], [4, 7]];

    private static int People => Setting.Number("INCDIV_PEOPLE", usual: 4000);

    [Fact]
    public void Twelve_linked_two_way_tables_are_protected_in_time_and_memory()
    {
        IReadOnlyList<Combination> combinations = Draw(People);
        var watch = Stopwatch.StartNew();
        double work = Work();
        CoverModel model = MicrodataCover.Build(
            [.. Sizes.Select((s, d) => new Dimension($"d{d}", [.. Enumerable.Range(0, s).Select(c => c.ToString("00", CultureInfo.InvariantCulture))]))],
            combinations, Tables,
            (cell, value) => cell with { State = PrimaryRules.IsSmall(value, 10) ? CellState.Primary : CellState.Open });
        double cover = watch.Elapsed.TotalSeconds;
        double coverWork = Work() - work;
        Protection.BuildUp(model, ContractSet.Embedded.Policy);
        double elimination = watch.Elapsed.TotalSeconds - cover;
        double eliminationWork = Work() - work - coverWork;
        ProtectionResult result = Protection.Protect(model, ContractSet.Embedded.Policy);
        double all = watch.Elapsed.TotalSeconds - cover - elimination;
        long peak = Process.GetCurrentProcess().PeakWorkingSet64 >> 20;

        output.WriteLine(
            $"{People} people, {model.RowCount} rows, {model.CellCount} cells, "
                + $"{result.Cells.Count(c => c.Reason == HiddenReason.Primary)} primaries, {result.Cells.Count(c => c.IsHidden)} hidden");
        output.WriteLine(
            $"cover {cover:F1} s, elimination {elimination:F1} s, all of protection {all:F1} s "
                + $"with {result.LinearPrograms} LPs ({result.Witnesses} exact witnesses), {peak} MB");
        double protectionWork = Work() - work - coverWork - eliminationWork;
        output.WriteLine($"processor: cover {coverWork:F1} s, elimination {eliminationWork:F1} s, all of protection {protectionWork:F1} s");
        Assert.True(result.IsSafe);
        Assert.All(
            result.Cells.Where(c => c.Reason == HiddenReason.Primary),
            p => Assert.True(IntervalRequirement.Standard.IsMetBy(p.Certificate!.Lower, p.Certificate.Upper)));
        if (People >= Full)
            Assert.True(coverWork + eliminationWork < 5 && protectionWork < 120 && peak < 1024, "Slower or larger than the bar.");
    }

    // Elapsed time is not meaningful on a machine with other work.
    private static double Work() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    private static IReadOnlyList<Combination> Draw(int people)
    {
        var random = new Random(11);
        double[] powers = [0.3, 3.6, 3.8, 7, 3.2, 3, 7, 6.5];
        double[][] shares = [.. Sizes.Select((s, d) => StaffRelease.Shares(s, powers[d]))];
        var counts = new Dictionary<long, long>();
        for (int i = 0; i < people; i++)
        {
            long key = 0;
            for (int d = 0; d < Sizes.Length; d++)
                key = key * Sizes[d] + StaffRelease.Pick(shares[d], random.NextDouble());
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }
        return [.. counts.Select(c => new Combination(Codes(c.Key), c.Value))];
    }

    private static int[] Codes(long key)
    {
        var codes = new int[Sizes.Length];
        for (int d = Sizes.Length - 1; d >= 0; d--)
            (key, codes[d]) = (key / Sizes[d], (int)(key % Sizes[d]));
        return codes;
    }
}
