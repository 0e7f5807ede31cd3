namespace IncDiv.Packs.Document;

/// <summary>The data that the sections are created from: the input, its measures, and its rows over the quarters.</summary>
internal sealed class PackContext(PackInput input)
{
    private readonly ILookup<FigureKey, MeasureRow> _published = input.History.Concat(input.Rows).ToLookup(r => r.Key);

    // The oldest quarter with data.
    private readonly Quarter _first = input.History.Select(r => Quarter.Parse(r.Quarter)).Append(input.Quarter).Min();

    public PackInput Input => input;

    public IReadOnlyList<Measure> Measures { get; } = Measure.AllOf(input.Rows, input.Contracts);

    public Cells Cells { get; } = new(input.Definition.Tier);

    public PackTier Tier => input.Definition.Tier;

    /// <summary>Measures that a list of ids covers, in the order of the list.</summary>
    public IReadOnlyList<Measure> Covered(IEnumerable<string> ids) =>
        [.. ids.SelectMany(id => Measures.Where(m => PackDefinition.Covers(id, m.Id))).Distinct()];

    /// <summary>The same figure in every quarter from the first to the present one; null if a quarter has none. A wave that was carried forward appears once,
    /// in the quarter of its fieldwork.</summary>
    public IReadOnlyList<(Quarter Quarter, MeasureRow? Row)> QuartersOf(MeasureRow row)
    {
        var rows = new SortedDictionary<Quarter, MeasureRow>();
        foreach (MeasureRow published in _published[row.Key])
            rows[QuarterOf(published)] = published;
        IEnumerable<Quarter> quarters = row.Window == MeasureWindow.Wave ? rows.Keys : Quarters(_first, input.Quarter);
        return [.. quarters.Select(q => (q, rows.GetValueOrDefault(q)))];
    }

    /// <summary>Every quarter from the first to the last.</summary>
    public static IEnumerable<Quarter> Quarters(Quarter first, Quarter last)
    {
        for (Quarter quarter = first; quarter <= last; quarter = quarter.AddQuarters(1))
            yield return quarter;
    }

    /// <summary>The row of the present quarter that differs from this one only in its statistic, or null.</summary>
    public MeasureRow? WithStatistic(MeasureRow row, Statistic statistic) => input.Rows.FirstOrDefault(r => r.Key == row.Key with { Statistic = statistic });

    private static Quarter QuarterOf(MeasureRow row) => row.Window == MeasureWindow.Wave ? Quarter.Containing(row.PeriodEnd) : Quarter.Parse(row.Quarter);
}
