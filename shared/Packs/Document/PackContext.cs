namespace IncDiv.Packs.Document;

/// <summary>The data that the sections are created from: the input, its measures, and its rows over the quarters.</summary>
internal sealed class PackContext
{
    private readonly Dictionary<FigureKey, SortedDictionary<Quarter, MeasureRow>> _rowsByQuarter = [];

    public PackContext(PackInput input)
    {
        Input = input;
        Measures = Measure.AllOf(input.Rows, input.Contracts);
        Cells = new Cells(input.Definition.Tier);
        foreach (MeasureRow row in input.History.Concat(input.Rows))
        {
            if (!_rowsByQuarter.TryGetValue(row.Key, out SortedDictionary<Quarter, MeasureRow>? rows))
                _rowsByQuarter.Add(row.Key, rows = []);
            rows[QuarterOf(row)] = row;
        }
        FirstQuarter = input.History.Select(r => Quarter.Parse(r.Quarter)).Append(input.Quarter).Min();
    }

    public PackInput Input { get; }

    public IReadOnlyList<Measure> Measures { get; }

    public Cells Cells { get; }

    /// <summary>The oldest quarter with data.</summary>
    public Quarter FirstQuarter { get; }

    public PackTier Tier => Input.Definition.Tier;

    /// <summary>Measures that a list of ids covers, in the order of the list.</summary>
    public IReadOnlyList<Measure> Covered(IEnumerable<string> ids) =>
        [.. ids.SelectMany(id => Measures.Where(m => PackDefinition.Covers(id, m.Id))).Distinct()];

    /// <summary>The same figure in every quarter from the first to the present one; null if a quarter has none. A wave that was carried forward appears once,
    /// in the quarter of its fieldwork.</summary>
    public IReadOnlyList<(Quarter Quarter, MeasureRow? Row)> QuartersOf(MeasureRow row)
    {
        SortedDictionary<Quarter, MeasureRow> rows = _rowsByQuarter[row.Key];
        if (row.Window == MeasureWindow.Wave)
            return [.. rows.Select(p => (p.Key, (MeasureRow?)p.Value))];
        List<(Quarter, MeasureRow?)> all = [];
        for (Quarter quarter = FirstQuarter; quarter <= Input.Quarter; quarter = quarter.AddQuarters(1))
            all.Add((quarter, rows.GetValueOrDefault(quarter)));
        return all;
    }

    /// <summary>The row of the present quarter that differs from this one only in its statistic, or null.</summary>
    public MeasureRow? WithStatistic(MeasureRow row, Statistic statistic) => Input.Rows.FirstOrDefault(r => r.Key == row.Key with { Statistic = statistic });

    private static Quarter QuarterOf(MeasureRow row) => row.Window == MeasureWindow.Wave ? Quarter.Containing(row.PeriodEnd) : Quarter.Parse(row.Quarter);
}
