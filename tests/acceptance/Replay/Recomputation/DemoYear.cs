using IncDiv.Storage.Measures;

namespace IncDiv.Replay.Tests.Recomputation;

/// <summary>The demo's drops of 2016-17, ingested and measured by the product, and the last quarter recomputed by DuckDB from the curated files.</summary>
public sealed class DemoYear : IAsyncLifetime
{
    private const ulong Seed = 2017;
    private static readonly Quarter Last = new(2016, 4);

    /// <summary>The product's figures, unsuppressed.</summary>
    public IReadOnlyList<MeasureRow> Published { get; private set; } = [];

    /// <summary>Rows recomputed, by kind and statistic.</summary>
    public IReadOnlyList<string> Covered { get; private set; } = [];

    /// <summary>Published figures that differ from the recomputed ones by more than 1e-9.</summary>
    public IReadOnlyList<string> Differing { get; private set; } = [];

    /// <summary>Published figures for which nothing was recomputed.</summary>
    public IReadOnlyList<string> NotRecomputed { get; private set; } = [];

    /// <summary>Rows published without a figure although one was recomputed.</summary>
    public IReadOnlyList<string> Withheld { get; private set; } = [];

    /// <summary>Groups that the recomputation counted twice, which would be a fault of the recomputation.</summary>
    public IReadOnlyList<string> CountedTwice { get; private set; } = [];

    public async Task InitializeAsync()
    {
        using var folder = new CuratedFolder();
        for (Quarter quarter = Last.AddQuarters(-3); quarter <= Last; quarter = quarter.AddQuarters(1))
        {
            await folder.AddSampleAsync("workforce", quarter, 45_000, Seed);
            await folder.AddSampleAsync("pas", quarter, 3_200, Seed);
            await folder.AddSampleAsync("victim-satisfaction", quarter, 3_000, Seed);
        }
        await folder.AddSampleAsync("staff-survey", Last, 13_000, Seed);
        Published = await folder.MeasuresAsync(Last);
        string file = Path.Combine(folder.Path, "measures.parquet");
        await File.WriteAllBytesAsync(file, await MeasureParquet.WriteAsync(Published, CancellationToken.None));
        ILookup<string, string> breakdowns = Published
            .Where(r => r.Statistic != Statistic.Change).Select(r => (r.MeasureId, r.Breakdown)).Distinct().ToLookup(r => r.MeasureId, r => r.Breakdown);
        string[] statements =
        [
            .. Formulas.Macros,
            .. Groupings.Tables(folder.Path, Path.Combine(AppContext.BaseDirectory, "data", "census-2011-ethnicity-by-borough.csv")),
            .. Tallying.Statements(HandList.All, breakdowns, Last.ToString()),
            .. Estimation.Statements(file, HandList.All, Last.ToString()),
            .. Verdicts,
        ];
        string?[][][] results = await DuckDb.RunAsync(statements);
        string[][] verdicts = [.. results[^Verdicts.Length..].Select(rows => rows.Select(r => string.Join(" | ", r)).ToArray())];
        (Covered, Differing, NotRecomputed, Withheld, CountedTwice, DifferentlyTested) =
            (verdicts[0], verdicts[1], verdicts[2], verdicts[3], verdicts[4], verdicts[5]);
        Tested = int.Parse(verdicts[6][0], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>p-values of gaps of shares and means that differ from the recomputed ones by more than 1e-9, or are missing on one side.</summary>
    public IReadOnlyList<string> DifferentlyTested { get; private set; } = [];

    /// <summary>How many p-values were recomputed.</summary>
    public int Tested { get; private set; }

    public Task DisposeAsync() => Task.CompletedTask;

    private const string Named = "q.id, q.win, q.breakdown, q.grp, q.comparator, q.statistic";

    private static string[] Verdicts { get; } =
    [
        "SELECT h.kind, q.statistic, count(*) FROM asked q JOIN mine USING (row) JOIN hand h USING (id) WHERE q.value IS NOT NULL GROUP BY ALL ORDER BY ALL",
        // Figures agree if they differ by at most 1e-9 of their size, or 1e-9 if they are smaller than 1.
        $"""
        SELECT {Named}, q.value, m.value, q.lower, m.lower, q.upper, m.upper, q.n, m.n, q.n_effective, m.eff FROM asked q JOIN mine m USING (row)
        WHERE q.value IS NOT NULL AND NOT (
          {Agree("q.value", "m.value")} AND {Agree("q.lower", "m.lower")} AND {Agree("q.upper", "m.upper")}
          AND {Agree("q.n_effective", "m.eff")} AND q.n = round(m.n))
        ORDER BY ALL
        """,
        $"SELECT {Named}, q.value FROM asked q ANTI JOIN mine m USING (row) WHERE q.value IS NOT NULL ORDER BY ALL",
        $"SELECT {Named}, q.symbol, m.value FROM asked q JOIN mine m USING (row) WHERE q.value IS NULL AND m.value IS NOT NULL ORDER BY ALL",
        "SELECT * FROM twice",
        $"""
        SELECT {Named}, q.p_value, c.p FROM asked q JOIN hand h USING (id) LEFT JOIN chances c USING (row)
        WHERE q.statistic = 'gap' AND h.kind IN ('share', 'mean', 'design') AND NOT {Agree("q.p_value", "c.p")}
        ORDER BY ALL
        """,
        "SELECT count(*) FROM chances",
    ];

    private static string Agree(string theirs, string mine) =>
        $"coalesce(abs({theirs} - {mine}) <= 1e-9 * greatest(1, abs({mine})), {theirs} IS NULL AND {mine} IS NULL)";
}
