using IncDiv.Measures.Statistics;

namespace IncDiv.Replay.Tests;

/// <summary>The Home Office's officers of 31 March 2005 and 2006, one row each: figures from ingestion and measures are compared with the published
/// table.</summary>
public sealed class HomeOfficeTests(HomeOfficeTests.Years years) : IClassFixture<HomeOfficeTests.Years>
{
    private const double Exactly = 1e-12;
    private static readonly string Source = Path.Combine(AppContext.BaseDirectory, "data", "home-office-met-officers-2005-2006.csv");

    [Theory]
    [InlineData(2005)]
    [InlineData(2006)]
    public void Shares_and_bases_are_those_of_the_published_table(int year)
    {
        Counts all = years.Of(year, "All");
        AssertShare(year, "WF-01", "all", "All", all.Bme, all.Known);
        AssertShare(year, "WF-03", "all", "All", all.Female, all.All);
        AssertShare(year, "WF-07", "all", "All", all.Known, all.All);
        foreach (string rank in Years.Ranks)
            AssertShare(year, "WF-01", "rank", rank == "Chief Officer" ? "Commander" : rank, years.Of(year, rank).Bme, years.Of(year, rank).Known);
    }

    [Fact]
    public void The_figures_of_2006_are_those_that_the_reference_gives()
    {
        Assert.Equal(new Counts(2_310, 31_270, 6_573, 31_326), years.Of(2006, "All"));
        MeasureRow index = Row(2006, "WF-08e", "all", "All", Statistic.Index);
        Assert.Equal(0.18365275832, index.Value!.Value, 1e-11);
        Assert.Equal(0.176574815279, index.Lower!.Value, 1e-12);
        Assert.Equal(0.190990955498, index.Upper!.Value, 1e-12);
    }

    [Fact]
    public void The_rank_ladder_of_2006_replays()
    {
        // Computes headcounts from the published shares and bases, as a reader of the table would.
        IEnumerable<MeasureRow> levels = years.Tables[2006]
            .Where(r => r is { MeasureId: "WF-01", Breakdown: "rank", Statistic: Statistic.Level, Value: not null });
        (double Bme, double Known)[] ranks = [.. levels.Select(r => (r.Value!.Value / 100 * r.N!.Value, (double)r.N.Value))];
        (double bme, double known) = (ranks[1..].Sum(r => r.Bme), ranks[1..].Sum(r => r.Known));

        (double Ratio, Interval Interval, double P) ladder = RiskRatio.Compute(bme, known, ranks[0].Bme, ranks[0].Known)!.Value;

        Assert.Equal((306, 7_726), (Math.Round(bme, 9), known));
        Assert.Equal((2_004, 23_544), (Math.Round(ranks[0].Bme, 9), ranks[0].Known));
        Assert.Equal(0.465317359069, ladder.Ratio, 1e-12);
        Assert.Equal(0.413725367602, ladder.Interval.Lower, 1e-9);
        Assert.Equal(0.523342926508, ladder.Interval.Upper, 1e-9);
    }

    [Theory]
    [InlineData("Sergeant", "Constable")]
    [InlineData("Inspector", "Sergeant")]
    public void The_step_from_rank_to_rank_is_in_the_table(string rank, string below)
    {
        MeasureRow row = Assert.Single(years.Tables[2006], r => r.MeasureId == "WF-09" && r.Statistic == Statistic.Ratio && r.Group == rank);
        Counts mine = years.Of(2006, rank), theirs = years.Of(2006, below);

        Assert.Equal(below, row.Comparator);
        Assert.Equal((double)mine.Bme / mine.Known / ((double)theirs.Bme / theirs.Known), row.Value!.Value, Exactly);
    }

    [Theory]
    [InlineData("WF-01")]
    [InlineData("WF-03")]
    public void The_change_from_2005_to_2006_is_that_of_the_published_table(string measure)
    {
        (double now, double n1) = ShareOf(years.Of(2006, "All"), measure);
        (double then, double n0) = ShareOf(years.Of(2005, "All"), measure);
        MeasureRow row = Row(2006, measure, "all", "All", Statistic.Change);

        Assert.Equal(100 * (now - then), row.Value!.Value, 1e-10);
        // Newcombe's interval, from the textbook form of Wilson's.
        (double low1, double high1) = Wilson(now, n1);
        (double low0, double high0) = Wilson(then, n0);
        Assert.Equal(100 * (now - then - Math.Sqrt(Math.Pow(now - low1, 2) + Math.Pow(high0 - then, 2))), row.Lower!.Value, 1e-10);
        Assert.Equal(100 * (now - then + Math.Sqrt(Math.Pow(high1 - now, 2) + Math.Pow(then - low0, 2))), row.Upper!.Value, 1e-10);
        double pooled = (now * n1 + then * n0) / (n1 + n0), z = (now - then) / Math.Sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n0));
        Assert.Equal(Math.Abs(z) > 1.959963984540054, row.PValue < 0.05);
    }

    private static (double Share, double Base) ShareOf(Counts counts, string measure) =>
        measure == "WF-01" ? ((double)counts.Bme / counts.Known, counts.Known) : ((double)counts.Female / counts.All, counts.All);

    private static (double Low, double High) Wilson(double p, double n)
    {
        const double Z = 1.959963984540054;
        double middle = p + Z * Z / (2 * n), spread = Z * Math.Sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)), scale = 1 + Z * Z / n;
        return ((middle - spread) / scale, (middle + spread) / scale);
    }

    private void AssertShare(int year, string measure, string breakdown, string group, int ones, int known)
    {
        MeasureRow row = Row(year, measure, breakdown, group, Statistic.Level);
        Assert.Equal(100.0 * ones / known, row.Value!.Value, Exactly);
        Assert.Equal(known, row.N);
    }

    private MeasureRow Row(int year, string measure, string breakdown, string group, Statistic statistic) =>
        Assert.Single(years.Tables[year], r => r.MeasureId == measure && r.Breakdown == breakdown && r.Group == group && r.Statistic == statistic);

    /// <summary>Officers of the published table.</summary>
    public sealed record Counts(int Bme, int Known, int Female, int All);

    public sealed class Years : IAsyncLifetime
    {
        private readonly Dictionary<(int, string), Counts> _counts = [];

        public static IReadOnlyList<string> Ranks { get; } =
            ["Constable", "Sergeant", "Inspector", "Chief Inspector", "Superintendent", "Chief Superintendent", "Chief Officer"];

        /// <summary>The product's tables by year of the snapshot.</summary>
        public Dictionary<int, IReadOnlyList<MeasureRow>> Tables { get; } = [];

        /// <summary>Counts by DuckDB in the Home Office's file itself.</summary>
        public Counts Of(int year, string rank) => _counts[(year, rank)];

        public async Task InitializeAsync()
        {
            using var folder = new CuratedFolder();
            foreach (int year in (int[])[2005, 2006])
            {
                using var data = new StreamReader(Source);
                await folder.AddAsync("workforce", stream => HomeOfficeOfficers.WriteAsync(data, year, stream, CancellationToken.None));
                Tables[year] = await folder.MeasuresAsync(Quarter.Containing(new DateOnly(year, 3, 31)));
            }
            string?[][][] results = await DuckDb.RunAsync(
                $"""
                CREATE TABLE officers AS SELECT column00::INT AS year, column04 AS sex, column05 AS rank, column08 AS broad,
                  CASE WHEN trim(column09) = '-' THEN 0 ELSE replace(column09, ',', '')::INT END AS heads
                FROM read_csv('{Source}', header = false, skip = 1, all_varchar = true)
                """,
                """
                SELECT year, coalesce(rank, 'All'), sum(heads) FILTER (WHERE broad LIKE 'Black%'),
                  sum(heads) FILTER (WHERE broad <> 'Not stated'), sum(heads) FILTER (WHERE sex = 'Female'), sum(heads)
                FROM officers GROUP BY GROUPING SETS ((year), (year, rank))
                """);
            foreach (string?[] row in results[1])
            {
                int[] n = [.. row[2..].Select(v => int.Parse(v ?? "0", CultureInfo.InvariantCulture))];
                _counts.Add((int.Parse(row[0]!, CultureInfo.InvariantCulture), row[1]!), new Counts(n[0], n[1], n[2], n[3]));
            }
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }
}
