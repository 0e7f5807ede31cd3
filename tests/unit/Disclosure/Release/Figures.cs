using IncDiv.Disclosure.Release;

namespace IncDiv.Disclosure.Tests.Release;

/// <summary>Unsuppressed rows of the catalogue's measures, from counts.</summary>
internal static class Figures
{
    public static Quarter Quarter { get; } = new(2026, 2);

    /// <summary>Heads by kind of work (WF-20).</summary>
    public static IReadOnlyList<MeasureRow> Strength(params (string Group, int N)[] groups) =>
    [
        Count("all", "All", groups.Sum(g => g.N)), .. groups.Select(g => Count("worker_type", g.Group, g.N)),
    ];

    public static MeasureRow Count(string breakdown, string group, int n, Quarter? quarter = null) => Row("WF-20", breakdown, group, Unit.Count, n, n, quarter);

    /// <summary>An unweighted share: <paramref name="k"/> of <paramref name="n"/>.</summary>
    public static MeasureRow Share(string measure, string breakdown, string group, int k, int n, Quarter? quarter = null) =>
        Row(measure, breakdown, group, Unit.Percent, n == 0 ? null : 100.0 * k / n, n, quarter) with { Symbol = n == 0 ? Symbols.NotApplicable : Symbols.None };

    /// <summary>A share of a survey with weights.</summary>
    public static MeasureRow Weighted(string measure, MeasureWindow window, string breakdown, string group, double percent, int n) =>
        Row(measure, breakdown, group, Unit.Percent, percent, n) with { Window = window, NEffective = 0.9 * n };

    public static MeasureRow Compared(MeasureRow level, string comparator, Statistic statistic, double value) =>
        level with
        {
            Comparator = comparator,
            Statistic = statistic,
            Value = value,
            PValue = 0.04,
            PAdjusted = 0.05,
            Significance = Significance.Higher,
            Note = "four-fifths",
        };

    public static ReleasedMeasures Release(IEnumerable<MeasureRow> rows, History? history = null) =>
        MeasureRelease.Protect(Computed(rows), ContractSet.Embedded.Measures, ContractSet.Embedded.Policy, history);

    /// <summary>The rows with the counts that an estimator hands over with them.</summary>
    public static ComputedMeasures Computed(IEnumerable<MeasureRow> rows)
    {
        MeasureRow[] all = [.. rows];
        return new(all, [.. all.Select(r => RowMask.HasFigure(r) ? new FigureCounts([SideOf(r)]) : FigureCounts.None)]);
    }

    private static FigureSide SideOf(MeasureRow row)
    {
        Measure measure = ContractSet.Embedded.Measures.Find(row.MeasureId)!;
        var people = new MeasurePopulations(measure, ContractSet.Embedded.Measures.Feeds.Find(measure.Feed)!);
        Breakdown breakdown = measure.Breakdowns.FirstOrDefault(b => b.Reports == row.Breakdown) ?? measure.Breakdowns[0];
        Population Of(IEnumerable<IReadOnlyDictionary<string, string[]>> boxes) => new(row.Feed, [IncDiv.Contracts.Quarter.Parse(row.Quarter)], [.. boxes]);
        long n = row.N ?? 0, k = (long)Math.Round((row.Value ?? 0) * n / 100);
        var side = new FigureSide(new PeopleCount(n, () => Of(people.Rows(measure.Kind == MeasureKind.Rate ? 1 : 0, breakdown, [row.Group]))));
        return row.Statistic != Statistic.Level || !measure.Kind.IsShare ? side
            : measure.Kind == MeasureKind.Rate ? side with { Others = [new PeopleCount(k, () => Of(people.Rows(0, breakdown, [row.Group])))] }
            : side with { Parts = [new PeopleCount(k, () => Of(people.Ones(0, breakdown, [row.Group])))] };
    }

    public static IReadOnlyList<string> Masked(IEnumerable<MeasureRow> rows) => [.. rows.Where(r => r.Symbol.HasFlag(Symbols.Suppressed)).Select(r => r.Group)];

    private static MeasureRow Row(string id, string breakdown, string group, Unit unit, double? value, int n, Quarter? quarter = null)
    {
        Measure measure = ContractSet.Embedded.Measures.Find(id)!;
        Quarter at = quarter ?? Quarter;
        return new MeasureRow
        {
            Quarter = at.ToString(),
            PeriodStart = at.LastDay,
            PeriodEnd = at.LastDay,
            Window = measure.Windows[0],
            MeasureId = id,
            MeasureName = measure.Name,
            Feed = measure.Feed,
            Breakdown = breakdown,
            Group = group,
            Statistic = Statistic.Level,
            Unit = unit,
            Value = value,
            N = n,
            NEffective = n,
            Polarity = measure.Polarity,
            CatalogueVersion = "test",
        };
    }
}
