namespace IncDiv.Packs.Document;

/// <summary>What the sections are written from: the input, its measures, and its rows over the quarters.</summary>
internal sealed class PackContext
{
    private readonly Dictionary<(string, string, string, string, string, string), SortedDictionary<Quarter, MeasureRow>> _series = [];

    public PackContext(PackInput input)
    {
        Input = input;
        Measures = Measure.AllOf(input.Rows);
        Cells = new Cells(input.Definition.Tier);
        foreach (MeasureRow row in input.History.Concat(input.Rows))
        {
            if (!_series.TryGetValue(Key(row), out SortedDictionary<Quarter, MeasureRow>? series))
                _series.Add(Key(row), series = []);
            series[FindRow(row)] = row;
        }
        First = input.History.Select(r => Quarter.Parse(r.Quarter)).Append(input.Quarter).Min();
    }

    public PackInput Input { get; }

    public IReadOnlyList<Measure> Measures { get; }

    public Cells Cells { get; }

    /// <summary>The oldest quarter of which anything is known.</summary>
    public Quarter First { get; }

    public PackTier Tier => Input.Definition.Tier;

    /// <summary>Measures that a list of ids covers, in its order.</summary>
    public IReadOnlyList<Measure> Covered(IEnumerable<string> ids) =>
        [.. ids.SelectMany(id => Measures.Where(m => PackDefinition.Covers(id, m.Id))).Distinct()];

    /// <summary>
    /// The same figure in every quarter from the first to the present one; null where a quarter has none. A wave that was carried forward
    /// stands once, in the quarter of its fieldwork.
    /// </summary>
    public IReadOnlyList<(Quarter Quarter, MeasureRow? Row)> Span(MeasureRow row)
    {
        SortedDictionary<Quarter, MeasureRow> series = _series[Key(row)];
        if (row.Window == "wave")
            return [.. series.Select(p => (p.Key, (MeasureRow?)p.Value))];
        List<(Quarter, MeasureRow?)> all = [];
        for (Quarter quarter = First; quarter <= Input.Quarter; quarter = quarter.AddQuarters(1))
            all.Add((quarter, series.GetValueOrDefault(quarter)));
        return all;
    }

    /// <summary>The row beside this one that holds another statistic of the present quarter, or null.</summary>
    public MeasureRow? NextTo(MeasureRow row, string statistic) => Input.Rows.FirstOrDefault(r => Key(r) == Key(row with { Statistic = statistic }));

    private static Quarter FindRow(MeasureRow row) => row.Window == "wave" ? Quarter.Containing(row.PeriodEnd) : Quarter.Parse(row.Quarter);

    private static (string, string, string, string, string, string) Key(MeasureRow row) =>
        (row.MeasureId, row.Window, row.Breakdown, row.Group, row.Comparator, row.Statistic);
}
