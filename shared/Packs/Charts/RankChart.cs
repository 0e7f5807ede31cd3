namespace IncDiv.Packs.Charts;

/// <summary>The share at each rank and band as bars from zero, with the overall share and its benchmark.</summary>
internal static class RankChart
{
    private static readonly Column[] Columns =
        [new("Rank or band"), new("Figure", ColumnKind.Figure), new("95% interval", ColumnKind.Interval), new("Base", ColumnKind.Figure)];

    public static ChartView? View(string id, PackChart chart, Measure measure, PackContext context)
    {
        List<(string Name, MeasureRow Row)> points = [.. measure.Levels(chart.Breakdown).Select(r => (r.Group, r))];
        if (points.Count == 0)
            return null;
        MeasureRow? all = measure.Principal();
        Cells cells = context.Cells;
        var table = new Table(id + "-table", $"Ranks {measure.Id}", $"{measure.Id} {measure.Name}, by rank and band", "", Columns,
            [.. points.Select(p => Row.Of(measure, chart.Breakdown, "", p.Name, cells.Figure(p.Row), cells.Interval(p.Row), Cells.Base(p.Row)))]);
        List<(string Name, MeasureRow Row)> drawn = points.FindAll(p => p.Row.Value is not null);
        string subtitle = $"{measure.Name}. {chart.Title}. {Wording.Window(points[0].Row)}.", note = ChartGallery.NotDrawn(points);
        if (drawn.Count == 0)
            return ChartView.WithoutFigures(subtitle, note, table);
        string Figure(MeasureRow row) => FigureFormat.InTable(row, context.Tier);
        string reading = "Bar: share. Thin line: 95% interval." + (all?.Value is null ? "" : $" Broken upright line: all ranks and bands, {Figure(all)}.");
        return new ChartView(
            "", ChartFinding.DescribeRange(drawn, Figure), subtitle, reading, note, $"{subtitle} {ChartGallery.InWords(drawn, context.Tier)}.",
            Draw(drawn, all?.Value, context.Tier), table);
    }

    private static Drawing Draw(List<(string Name, MeasureRow Row)> drawn, double? all, PackTier tier)
    {
        Scale scale = RowAxis.Linear(drawn.SelectMany(p => new[] { p.Row.Value, p.Row.Upper, all }.OfType<double>()), isFromZero: true);
        return new RowAxis(scale, drawn[0].Row.Unit, drawn.Select(p => (p.Name, FigureFormat.InTable(p.Row, tier))))
            .Draw((i, y) => Marks(drawn[i].Row, all, scale, y));
    }

    private static IEnumerable<Shape> Marks(MeasureRow row, double? all, Scale scale, double y)
    {
        double zero = scale.At(0), value = scale.At(row.Value!.Value);
        yield return new Area([new(zero, y - 6), new(value, y - 6), new(value, y + 6), new(zero, y + 6)], ColourRole.First);
        if (row is { Lower: double lower, Upper: double upper })
        {
            // The interval has a wide line in the page colour behind it, so that it is visible on top of the bar.
            yield return Stroke.Create(scale.At(lower), y, scale.At(upper), y, ColourRole.Paper, 5);
            yield return Stroke.Create(scale.At(lower), y, scale.At(upper), y, ColourRole.Limit, 2);
        }
        if (all is double level)
            yield return Stroke.Create(scale.At(level), y - 11, scale.At(level), y + 15, ColourRole.Second, 3, 4);
    }
}
