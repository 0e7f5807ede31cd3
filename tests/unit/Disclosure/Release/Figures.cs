namespace IncDiv.Disclosure.Tests.Release;

/// <summary>Rows of the catalogue's measures, for rules that look at rows alone.</summary>
internal static class Figures
{
    public static MeasureRow Share(string id, string breakdown, string group, int k, int n)
    {
        Measure measure = ContractSet.Embedded.Measures.Find(id)!;
        return new MeasureRow
        {
            Quarter = Force.Quarter.ToString(),
            PeriodStart = Force.Quarter.LastDay,
            PeriodEnd = Force.Quarter.LastDay,
            Window = measure.Windows[0],
            MeasureId = id,
            MeasureName = measure.Name,
            Feed = measure.Feed,
            Breakdown = breakdown,
            Group = group,
            Statistic = Statistic.Level,
            Unit = Unit.Percent,
            Value = n == 0 ? null : 100.0 * k / n,
            N = n,
            NEffective = n,
            Polarity = measure.Polarity,
            CatalogueVersion = "test",
        };
    }

    public static MeasureRow Weighted(string measure, MeasureWindow window, string breakdown, string group, double percent, int n) =>
        Share(measure, breakdown, group, 0, n) with { Window = window, Value = percent, NEffective = 0.9 * n };
}
