namespace IncDiv.Measures.Tests;

/// <summary>Changes of the input that must not matter leave every number of every row the same to 1e-12, over several random samples.</summary>
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
        var split = new FeedTally(ContractSet.Embedded.Measures, Rows.Feed("pas"));
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
        Figures one = Of(Sample(seed), Sample(seed + 100)), other = Of([.. Sample(seed).Select(Swapped)], [.. Sample(seed + 100).Select(Swapped)]);
        foreach (MeasureWindow window in new[] { MeasureWindow.Quarter, MeasureWindow.Rolling })
            foreach (string id in new[] { "PAS-01", "PAS-05" })
            {
                Same(one[id, "sex", "Female", window: window], other[id, "sex", "Male", window: window]);
                MeasureRow gap = one[id, "sex", "Female", Statistic.Gap, window], turned = other[id, "sex", "Female", Statistic.Gap, window];
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
        MeasureRow[] quarterly = [.. pooled.Rows.Where(r => r is { Feed: "pas", Window: MeasureWindow.Quarter, Statistic: Statistic.Level or Statistic.Gap })];
        Assert.Contains(quarterly, r => r is { Statistic: Statistic.Gap, Value: not null });
        foreach (MeasureRow row in quarterly)
        {
            MeasureRow same = rolling[row.MeasureId, row.Breakdown, row.Group, row.Statistic, MeasureWindow.Rolling, row.Comparator];
            Close(row.Value, same.Value);
            Assert.Equal(row.N, same.N);
            Close(row.NEffective, same.NEffective);
            // The design of PAS-05 has separate strata in each quarter.
            if (row.MeasureId != "PAS-05")
                Close(row.Lower, same.Lower);
        }
    }

    /// <summary>Means, medians, rates, standardised rates and pay gaps of the workforce, over two years.</summary>
    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void Order_and_split_of_the_workforce_do_not_matter(int seed)
    {
        string[][] quarters = [.. Enumerable.Range(0, 8).Select(q => People(seed + 10 * q))];
        Figures plain = Workforce(quarters.Select(q => Rows.Tally("workforce", Now, q)));
        AssertSame(plain, Workforce(quarters.Select((rows, q) =>
        {
            string[] shuffled = [.. rows];
            new Random(seed + q).Shuffle(shuffled);
            var split = new FeedTally(ContractSet.Embedded.Measures, Rows.Feed("workforce"));
            foreach (string[] chunk in shuffled.Chunk(97))
                split.Add(Rows.Of("workforce", Now, chunk));
            return split;
        })));
        foreach (string id in new[] { "WF-13", "WF-13b", "WF-13c", "WF-17", "WF-17b" })
            Assert.NotNull(plain[id, "sex", "Female", Statistic.Gap].Value);
        Assert.All(new[] { "WF-19c", "WF-19d" }, id => Assert.NotNull(plain[id, "sex", "Female", Statistic.Gap].Value));
    }

    [Theory]
    [InlineData(33)]
    [InlineData(34)]
    public void Women_and_men_of_the_workforce_may_swap_their_names(int seed)
    {
        string[][] quarters = [.. Enumerable.Range(0, 4).Select(q => People(seed + 10 * q))];
        Figures one = Workforce(quarters.Select(q => Rows.Tally("workforce", Now, q)));
        Figures other = Workforce(quarters.Select(q => Rows.Tally("workforce", Now, q.Select(Swapped))));
        foreach (string id in new[] { "WF-13", "WF-13b", "WF-13c", "WF-17", "WF-17b" })
        {
            Same(one[id, "sex", "Female"], other[id, "sex", "Male"]);
            MeasureRow gap = one[id, "sex", "Female", Statistic.Gap], turned = other[id, "sex", "Female", Statistic.Gap];
            Close(gap.Value, -turned.Value);
            Close(gap.Lower, -turned.Upper);
            Close(gap.PValue, turned.PValue);
        }
        // A pay gap is relative to the comparator's pay: (A − B)/A becomes (B − A)/B when the groups swap.
        foreach (string id in new[] { "WF-19c", "WF-19d" })
            Close(1 / (1 - one[id, "sex", "Female", Statistic.Gap].Value / 100), 1 - other[id, "sex", "Female", Statistic.Gap].Value / 100);
        MeasureRow ratio = one["WF-13", "sex", "Female", Statistic.Ratio], inverse = other["WF-13", "sex", "Female", Statistic.Ratio];
        Close(1 / ratio.Value, inverse.Value);
        Close(1 / ratio.Upper, inverse.Lower);
    }

    [Fact]
    public void The_order_of_four_quarters_does_not_matter_for_the_rates_over_them()
    {
        string[][] quarters = [.. Enumerable.Range(0, 4).Select(q => People(50 + q))];
        Figures one = Workforce(quarters.Select(q => Rows.Tally("workforce", Now, q)));
        Figures other = Workforce(quarters.Reverse().Select(q => Rows.Tally("workforce", Now, q)));
        MeasureRow[] rates = [.. one.Rows.Where(r => r is { MeasureId: "WF-13" or "WF-13b" or "WF-13c", Statistic: Statistic.Level or Statistic.Gap })];
        Assert.Contains(rates, r => r is { Statistic: Statistic.Gap, Value: not null });
        foreach (MeasureRow row in rates)
        {
            // The adjusted p also depends on the snapshots, which do differ.
            MeasureRow same = other[row.MeasureId, row.Breakdown, row.Group, row.Statistic, comparator: row.Comparator];
            foreach ((double? x, double? y) in new[] { (row.Value, same.Value), (row.Lower, same.Lower), (row.Upper, same.Upper), (row.PValue, same.PValue) })
                Close(x, y);
        }
    }

    [Theory]
    [InlineData(61, 0.125)]
    [InlineData(62, 3)]
    public void Weights_of_means_may_be_scaled_by_a_constant(int seed, double factor)
    {
        static string[] Answers(int seed, double factor)
        {
            var random = new Random(seed);
            return [.. Enumerable.Range(0, 300).Select(_ => string.Create(
                CultureInfo.InvariantCulture,
                $"s03={random.Next(1, 6)} s04={random.Next(1, 6)} s05={random.Next(1, 6)} s09={random.Next(1, 6)} s12={random.Next(1, 6)} "
                    + $"sex={"FM"[random.Next(2)]} weight={factor * random.Next(64, 400) / 128}"))];
        }
        Figures Scaled(double by) => Figures.Of(
            "staff-survey", (Now, Rows.Tally("staff-survey", Now, Answers(seed, by))), (YearBefore, Rows.Tally("staff-survey", Now, Answers(seed + 1, by))));
        Figures plain = Scaled(1);
        Assert.NotNull(plain["SS-14", "sex", "Female", Statistic.Gap].PValue);
        AssertSame(plain, Scaled(factor));
    }

    private static Figures Workforce(IEnumerable<FeedTally> newestFirst) =>
        Figures.Of("workforce", [.. newestFirst.Select((tally, q) => (Now.AddQuarters(-q), tally))]);

    private static string[] People(int seed)
    {
        var random = new Random(seed);
        string[] service = ["1-2y", "2-5y", "10-15y"];
        return [.. Enumerable.Range(0, 600).Select(_ => string.Create(
            CultureInfo.InvariantCulture,
            $"worker_type=OFFICER rank={(random.Next(4) == 0 ? "Sergeant" : "Constable")} sex={"FM"[random.Next(2)]} "
                + $"ethnicity={"WMAB"[random.Next(4)]}1 service_months={random.Next(1, 400)} length_of_service={service[random.Next(3)]} "
                + $"hourly_pay={random.Next(1500, 6000) / 100.0} {(random.Next(20) == 0 ? "leaver=true leave_reason=RESIGN" : "leaver=false")}"))];
    }

    private static Figures Of(string[] now, string[] then) => Of(Rows.Tally("pas", Now, now), then);

    private static Figures Of(FeedTally now, string[] then) =>
        Figures.Of(
            "pas",
            [
                (Now, now), (YearBefore, Rows.Tally("pas", YearBefore, then)),
                .. Enumerable.Range(1, 3).Select(i => (Now.AddQuarters(-i), Rows.Tally("pas", Now, then))),
            ]);

    private static string Swapped(string row) =>
        row.Replace("sex=F", "sex=?", StringComparison.Ordinal)
            .Replace("sex=M", "sex=F", StringComparison.Ordinal)
            .Replace("sex=?", "sex=M", StringComparison.Ordinal);

    private static string[] Sample(int seed, double factor = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 700)
            .Select(_ => string.Create(
                CultureInfo.InvariantCulture,
                $"q60={random.Next(1, 6)} nq135bd={random.Next(1, 6)} sex={(random.Next(2) == 0 ? "F" : "M")} "
                    + $"ethnicity={"WMABO"[random.Next(5)]}1 borough=E090000{random.Next(10, 30)} weight={factor * random.Next(64, 400) / 128}"))
            .Select(r => r.Replace("ethnicity=O1", "ethnicity=O2", StringComparison.Ordinal))];
    }

    private static void AssertSame(Figures one, Figures other)
    {
        Assert.Equal(one.Rows.Count, other.Rows.Count);
        Assert.Contains(one.Rows, r => r.Value is not null);
        foreach ((MeasureRow a, MeasureRow b) in one.Rows.Zip(other.Rows))
            Same(a, b);
    }

    private static void Same(MeasureRow a, MeasureRow b)
    {
        Assert.Equal(
            (a.MeasureId, a.Breakdown, a.Statistic, a.Window, a.N, a.Significance, a.Symbol),
            (b.MeasureId, b.Breakdown, b.Statistic, b.Window, b.N, b.Significance, b.Symbol));
        (double?, double?)[] pairs =
        [
            (a.Value, b.Value), (a.Lower, b.Lower), (a.Upper, b.Upper), (a.NEffective, b.NEffective), (a.PValue, b.PValue), (a.PAdjusted, b.PAdjusted),
        ];
        foreach ((double? x, double? y) in pairs)
            Close(x, y);
    }

    private static void Close(double? x, double? y)
    {
        Assert.Equal(x is null, y is null);
        if (x is { } a && y is { } b)
            Assert.True(Math.Abs(a - b) <= 1e-12 * Math.Max(100, Math.Abs(a)), $"{a:R} is not {b:R}");
    }
}
