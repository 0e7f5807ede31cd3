namespace IncDiv.Packs.Charts;

/// <summary>Dots with 95 % intervals and benchmark: the levels of several measures, or of the groups of one measure.</summary>
internal static class IntervalChart
{
    private static readonly Column[] Columns =
    [
        new("Group or measure"), new("Figure", ColumnKind.Figure), new("95% interval", ColumnKind.Interval),
        new("Base", ColumnKind.Figure), new("Benchmark", ColumnKind.Figure), new("Window"),
    ];

    public static ChartView? View(string id, PackChart chart, IReadOnlyList<Measure> measures, PackContext context)
    {
        bool isOfGroups = chart.Breakdown != Breakdown.All && chart.Group.Length == 0;
        List<(string Name, MeasureRow Row)> points = isOfGroups
            ? [.. measures.SelectMany(m => m.Levels(chart.Breakdown).Select(r => (measures.Count == 1 ? r.Group : $"{m.Name}: {r.Group}", r)))]
            : [.. measures.Select(m => (m.Name, Row: ChartGallery.RowOf(m, chart))).Where(p => p.Row is not null).Select(p => (p.Name, p.Row!))];
        if (points.Count == 0)
            return null;
        List<(string Name, MeasureRow Row)> drawn = points.FindAll(p => p.Row.Value is not null && p.Row.Unit == points[0].Row.Unit);
        var table = new Table(id + "-table", chart.Title, $"The figures of the chart: {chart.Title}", "", Columns,
            [.. points.Select(p => new Row("", Line(p.Name, p.Row, context.Cells), p.Row.MeasureId, chart.Breakdown, p.Row.Status))]);
        string subtitle = $"{chart.Title}. {Wording.Window(points[0].Row)}.", note = ChartGallery.NotDrawn(points);
        if (drawn.Count == 0)
            return ChartView.WithoutFigures(subtitle, note, table);
        string finding = isOfGroups && measures.Count == 1 ? OfGroups(measures[0], chart.Breakdown, drawn) : "";
        if (finding.Length == 0)
            finding = ChartFinding.DescribeRange(drawn, r => FigureFormat.InTable(r, context.Tier));
        string reading = "Dot: figure. Line: 95% interval." + (drawn.Exists(p => p.Row.Benchmark is not null) ? " Upright tick: benchmark." : "");
        return new ChartView(
            "", finding, subtitle, reading, note, $"{chart.Title}. {ChartGallery.InWords(drawn, context.Tier)}.", Draw(drawn, context.Tier), table);
    }

    private static string OfGroups(Measure measure, string breakdown, List<(string Name, MeasureRow Row)> drawn)
    {
        List<MeasureRow> gaps = measure.Rows(breakdown).FindAll(r => r.Statistic == Statistic.Gap && drawn.Exists(p => p.Row.Group == r.Group));
        return gaps.Select(g => g.Comparator).Distinct(StringComparer.Ordinal).Count() == 1
            ? ChartFinding.DescribeTests([.. gaps.Select(g => (g.Group, g.Significance))], gaps[0].Comparator)
            : "";
    }

    private static Cell[] Line(string name, MeasureRow row, Cells cells) =>
        [name, cells.Figure(row), cells.Interval(row), Cells.Base(row), Cells.Level(row.Benchmark, row.Unit), Wording.Window(row)];

    private static Drawing Draw(List<(string Name, MeasureRow Row)> drawn, PackTier tier)
    {
        Scale scale = RowAxis.Linear(
            drawn.SelectMany(p => new[] { p.Row.Value, p.Row.Lower, p.Row.Upper, p.Row.Benchmark }.OfType<double>()), isFromZero: true);
        return new RowAxis(scale, drawn[0].Row.Unit, drawn.Select(p => (p.Name, FigureFormat.InTable(p.Row, tier))))
            .Draw((i, y) => Marks(drawn[i].Row, scale, y));
    }

    private static IEnumerable<Shape> Marks(MeasureRow row, Scale scale, double y)
    {
        if (row is { Lower: double lower, Upper: double upper })
            yield return Stroke.Create(scale.At(lower), y, scale.At(upper), y, ColourRole.First, 4);
        if (row.Benchmark is double benchmark)
            yield return Stroke.Create(scale.At(benchmark), y - 10, scale.At(benchmark), y + 10, ColourRole.Second, 4);
        yield return new Mark(scale.At(row.Value!.Value), y, MarkKind.Circle, ColourRole.First, 6);
    }
}
