namespace IncDiv.Packs.Charts;

/// <summary>Ratios and indices with their intervals on a logarithmic axis, where 2 and a half are equally far from 1.</summary>
internal static class RatioChart
{
    private static readonly Column[] Columns =
        [new("Measure or group"), new("Ratio", ColumnKind.Figure), new("95% interval", ColumnKind.Interval), new("Base", ColumnKind.Figure), new("Against 1")];

    public static ChartView? View(string id, PackChart chart, IReadOnlyList<Measure> measures, PackContext context)
    {
        List<(string Name, MeasureRow Row)> points =
        [
            .. from measure in measures
               from row in measure.Rows(chart.Breakdown)
               where row.Statistic is Statistic.Ratio or Statistic.Index
               let over = row.Comparator.Length > 0 ? $" over {row.Comparator}" : ""
               select (chart.Breakdown == Breakdown.All ? measure.Name : $"{measure.Name}: {row.Group}{over}", row),
        ];
        if (points.Count == 0)
            return null;
        Cells cells = context.Cells;
        var table = new Table(id + "-table", chart.Title, $"The figures of the chart: {chart.Title}", "", Columns,
        [
            .. points.Select(p => new Row(
                "", [p.Name, cells.Figure(p.Row), cells.Interval(p.Row), Cells.Base(p.Row), Word(p.Row)],
                p.Row.MeasureId, chart.Breakdown, p.Row.Status)),
        ]);
        List<(string Name, MeasureRow Row)> drawn = points.FindAll(p => p.Row.Value is > 0);
        string subtitle = $"{chart.Title}. {Wording.Window(points[0].Row)}.", note = ChartGallery.NotDrawn(points);
        if (drawn.Count == 0)
            return ChartView.WithoutFigures(subtitle, note, table);
        return new ChartView(
            "", Finding(drawn), subtitle, "Diamond: ratio. Line: 95% interval. The axis is logarithmic; at 1 the shares or rates are equal.", note,
            $"{subtitle} {ChartGallery.InWords(drawn, PackTier.Board)}.", Draw(drawn), table);
    }

    // If the row has no test, its interval decides: an index is only compared with 1.
    private static string Word(MeasureRow row) => row switch
    {
        { Value: null } => FigureFormat.InTable(row),
        { Significance: not Significance.NotTested } => row.Significance.ToText(),
        { Upper: < 1 } => "below 1",
        { Lower: > 1 } => "above 1",
        { Lower: not null } => "interval includes 1",
        _ => "not tested",
    };

    private static string Finding(List<(string Name, MeasureRow Row)> drawn)
    {
        List<string> parts = [];
        (string, Func<MeasureRow, bool>)[] sides =
        [("below 1", r => r.Upper < 1), ("above 1", r => r.Lower > 1), ("not clearly different from 1", r => r.Lower <= 1 && r.Upper >= 1)];
        foreach ((string words, Func<MeasureRow, bool> holds) in sides)
        {
            string[] names = [.. drawn.Where(p => holds(p.Row)).Select(p => p.Name)];
            if (names.Length > 0)
                parts.Add($"{(names.Length <= 4 ? Wording.List(names) : $"{FigureFormat.Count(names.Length)} of {FigureFormat.Count(drawn.Count)}")}: {words}");
        }
        return parts.Count == 0 ? ChartFinding.DescribeRange(drawn, r => FigureFormat.InTable(r)) : string.Join("; ", parts);
    }

    private static Drawing Draw(List<(string Name, MeasureRow Row)> drawn)
    {
        Scale scale = RowAxis.Logarithmic(drawn.SelectMany(p => new[] { p.Row.Value, p.Row.Lower, p.Row.Upper }.OfType<double>()));
        return new RowAxis(scale, Unit.Ratio, drawn.Select(p => (p.Name, FigureFormat.InTable(p.Row)))).Draw((i, y) => Marks(drawn[i].Row, scale, y));
    }

    private static IEnumerable<Shape> Marks(MeasureRow row, Scale scale, double y)
    {
        yield return Stroke.Create(scale.At(1), y - 11, scale.At(1), y + 15, ColourRole.Limit);
        if (row is { Lower: double lower, Upper: double upper })
            yield return Stroke.Create(scale.At(lower), y, scale.At(upper), y, ColourRole.First, 4);
        yield return new Mark(scale.At(row.Value!.Value), y, MarkKind.Diamond, ColourRole.First, 7);
    }
}
