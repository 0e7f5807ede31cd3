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
        MeasureRelease.Protect([.. rows], ContractSet.Embedded.Measures, ContractSet.Embedded.Policy, history);

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
