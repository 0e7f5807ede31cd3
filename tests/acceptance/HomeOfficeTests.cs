namespace IncDiv.Acceptance.Tests;

/// <summary>The Met's officers at 31 March 2006 as the Home Office published them, through the whole pipeline.</summary>
public sealed class HomeOfficeTests
{
    private const string Largest = "Constable";

    // Officers of known ethnicity at 31 March 2006, counted in the published table with a spreadsheet; chief officers are counted as Commander.
    private static readonly (string Rank, int Bme, int Known)[] ByRank =
    [
        ("Constable", 2_004, 23_544), ("Sergeant", 210, 5_226), ("Inspector", 68, 1_672), ("Chief Inspector", 18, 470), ("Superintendent", 6, 227),
        ("Chief Superintendent", 2, 92), ("Commander", 2, 39),
    ];

    [Fact]
    public async Task Published_headcounts_and_shares_are_reproduced()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["drops/workforce"]);
        using (StreamReader published = File.OpenText(Repository.PathOf("tests/data/home-office-met-officers-2005-2006.csv")))
        await using (FileStream drop = File.Create(folder["drops/workforce/officers.csv"]))
            Assert.Equal(31_326, await HomeOfficeOfficers.WriteAsync(published, 2006, drop, CancellationToken.None));

        Outcome run = await Command.IncDivAsync("run", "--drops", folder["drops"], "--out", folder["out"], "--as-of", "2006-05-02");
        // Nobody in the published table stated a disability or an orientation, which is no property of theirs.
        Assert.True(run.ExitCode == 0, run.Messages);
        const string File1 = "quarter=2005-06-Q4/edition=1/measures.parquet";
        MeasuresTable masked = await MeasuresTable.ReadAsync(folder[$"out/measures/{File1}"]);
        Outcome measure = await Command.IncDivAsync(
            "measure", "--curated", folder["out/curated"], "--quarter", "2005-06-Q4", "--out", folder["open"], "--unsuppressed");
        Assert.True(measure.ExitCode == 0, measure.Messages);
        MeasuresTable open = await MeasuresTable.ReadAsync(folder[$"open/{File1}"]);

        // What is released has one decimal, and full precision is in the unsuppressed table.
        foreach ((MeasuresTable table, double within) in new[] { (masked, 0.05), (open, 1e-9) })
        {
            Assert.Equal(100.0 * (31_326 - 56) / 31_326, table.Level("WF-07", "all", "All", "snapshot").Value!.Value, within);
            Assert.Equal(
                (31_326, 31_326),
                (table.Level("WF-20", "worker_type", "Officer", "snapshot").Value, table.Level("WF-20", "worker_type", "Officer", "snapshot").N));
            AssertShare(2_310, 31_270, table.Level("WF-01", "all", "All", "snapshot"), within);
            AssertShare(6_573, 31_326, table.Level("WF-03", "all", "All", "snapshot"), within);
        }
        foreach ((string rank, int bme, int known) in ByRank)
            AssertShare(bme, known, open.Level("WF-01", "rank", rank, "snapshot"), 1e-9);
        // In some ranks so few people have not stated their ethnicity that shares are masked, to prevent disclosure by subtraction.
        foreach ((string rank, int bme, int known) in ByRank)
            if (masked.Level("WF-01", "rank", rank, "snapshot") is { Value: not null } shown)
                AssertShare(bme, known, shown, 0.05);
            else
                Assert.NotEqual(Largest, rank);
    }

    private static void AssertShare(int count, int known, (double? Value, int? N, string Symbol) figure, double within)
    {
        Assert.Equal(100.0 * count / known, figure.Value!.Value, within);
        Assert.Equal(known, figure.N);
    }
}
