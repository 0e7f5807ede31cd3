using System.Globalization;
using IncDiv.Contracts;
using IncDiv.Contracts.Catalogue;
using IncDiv.Contracts.Output;

namespace IncDiv.Measures.Tests;

/// <summary>What must not matter does not: every number of every row to 1e-12, over several random samples.</summary>
public class InvarianceTests
{
    private static readonly Quarter Now = Figures.Now, YearBefore = Figures.Now.AddQuarters(-4);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_order_of_rows_does_not_matter(int seed)
    {
        (string[] now, string[] then) = (Sample(seed), Sample(seed + 100));
        string[] shuffled = [.. now];
        new Random(seed).Shuffle(shuffled);
        AssertSame(Of(now, then), Of(shuffled, then));
    }

    [Theory]
    [InlineData(4, 7)]
    [InlineData(5, 333)]
    public void Splitting_a_drop_does_not_matter(int seed, int size)
    {
        (string[] now, string[] then) = (Sample(seed), Sample(seed + 100));
        var split = new FeedTally(MeasureCatalogue.Default, Rows.Feed("pas"));
        foreach (string[] chunk in now.Chunk(size))
            split.Add(Rows.Of("pas", Now, chunk));
        AssertSame(Of(now, then), Of(split, then));
    }

    [Theory]
    [InlineData(6, 0.125)]
    [InlineData(7, 3)]
    [InlineData(8, 17.5)]
    public void Weights_may_be_scaled_by_a_constant(int seed, double factor) =>
        AssertSame(Of(Sample(seed), Sample(seed + 100)), Of(Sample(seed, factor), Sample(seed + 100, factor)));

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    public void Groups_that_swap_their_names_swap_their_figures(int seed)
    {
        static string Swap(string row) => row.Replace("sex=F", "sex=?", StringComparison.Ordinal).Replace("sex=M", "sex=F", StringComparison.Ordinal).Replace("sex=?", "sex=M", StringComparison.Ordinal);
        Figures one = Of(Sample(seed), Sample(seed + 100)), other = Of([.. Sample(seed).Select(Swap)], [.. Sample(seed + 100).Select(Swap)]);
        foreach (string window in new[] { "quarter", "rolling-4q" })
            foreach (string id in new[] { "PAS-01", "PAS-05" })
            {
                Same(one[id, "sex", "Female", window: window], other[id, "sex", "Male", window: window]);
                MeasureRow gap = one[id, "sex", "Female", "gap", window], turned = other[id, "sex", "Female", "gap", window];
                Close(gap.Value, -turned.Value);
                Close(gap.Lower, -turned.Upper);
                Close(gap.PValue, turned.PValue);
                Same(one[id, "all", "All", window: window], other[id, "all", "All", window: window]);
            }
    }

    [Fact]
    public void Pooling_quarters_equals_one_quarter_of_all_their_rows()
    {
        string[][] quarters = [.. Enumerable.Range(20, 4).Select(s => Sample(s))];
        Figures rolling = Figures.Of("pas", [.. quarters.Select((rows, i) => (Now.AddQuarters(i - 3), Rows.Tally("pas", Now, rows)))]);
        Figures pooled = Figures.Of("pas", (Now, Rows.Tally("pas", Now, quarters.SelectMany(q => q))));
        foreach (MeasureRow row in pooled.Rows.Where(r => r is { Feed: "pas", Window: "quarter", Statistic: "level" or "gap" }))
        {
            MeasureRow same = rolling[row.MeasureId, row.Breakdown, row.Group, row.Statistic, "rolling-4q", row.Comparator];
            Close(row.Value, same.Value);
            Assert.Equal(row.N, same.N);
            Close(row.NEffective, same.NEffective);
            // The design of PAS-05 has strata of its own in each quarter.
            if (row.MeasureId != "PAS-05")
                Close(row.Lower, same.Lower);
        }
    }

    private static Figures Of(string[] now, string[] then) => Of(Rows.Tally("pas", Now, now), then);

    private static Figures Of(FeedTally now, string[] then) =>
        Figures.Of("pas", [(Now, now), (YearBefore, Rows.Tally("pas", YearBefore, then)), .. Enumerable.Range(1, 3).Select(i => (Now.AddQuarters(-i), Rows.Tally("pas", Now, then)))]);

    private static string[] Sample(int seed, double factor = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 700).Select(_ => string.Create(CultureInfo.InvariantCulture,
            $"q60={random.Next(1, 6)} nq135bd={random.Next(1, 6)} sex={(random.Next(2) == 0 ? "F" : "M")} ethnicity={"WMABO"[random.Next(5)]}1 borough=E090000{random.Next(10, 30)} weight={factor * random.Next(64, 400) / 128}"))
            .Select(r => r.Replace("ethnicity=O1", "ethnicity=O2", StringComparison.Ordinal))];
    }

    private static void AssertSame(Figures one, Figures other)
    {
        Assert.Equal(one.Rows.Count, other.Rows.Count);
        foreach ((MeasureRow a, MeasureRow b) in one.Rows.Zip(other.Rows))
            Same(a, b);
    }

    private static void Same(MeasureRow a, MeasureRow b)
    {
        Assert.Equal((a.MeasureId, a.Breakdown, a.Statistic, a.Window, a.N, a.Significance, a.Symbol), (b.MeasureId, b.Breakdown, b.Statistic, b.Window, b.N, b.Significance, b.Symbol));
        foreach ((double? x, double? y) in new[] { (a.Value, b.Value), (a.Lower, b.Lower), (a.Upper, b.Upper), (a.NEffective, b.NEffective), (a.PValue, b.PValue), (a.PAdjusted, b.PAdjusted) })
            Close(x, y);
    }

    private static void Close(double? x, double? y)
    {
        Assert.Equal(x is null, y is null);
        if (x is { } a && y is { } b)
            Assert.True(Math.Abs(a - b) <= 1e-12 * Math.Max(100, Math.Abs(a)), $"{a:R} is not {b:R}");
    }
}
