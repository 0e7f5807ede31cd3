namespace IncDiv.Packs.Charts;

/// <summary>A small chart over time for each place, all with the same scale.</summary>
internal static class PlacesChart
{
    private const int ChartsPerRow = 3;
    private const double Width = 480, CellWidth = Width / ChartsPerRow, PlotTop = 22, PlotBottom = 74, NameLine = 14, Foot = 18, Inset = 6, FigureWidth = 52;

    private static readonly Column[] Columns = [new("Quarter"), new("Figure", ColumnKind.Figure), new("95% interval", ColumnKind.Interval)];

    public static ChartView? View(string id, PackChart chart, Measure measure, PackContext context)
    {
        List<(string Name, IReadOnlyList<(Quarter Quarter, MeasureRow? Row)> Series)> places =
            [.. measure.Levels(chart.Breakdown).OrderBy(r => r.Group, StringComparer.Ordinal).Select(r => (r.Group, context.QuartersOf(r)))];
        if (places.Count == 0)
            return null;
        Cells cells = context.Cells;
        string caption = $"{measure.Id} {measure.Name}, by place and quarter. {Wording.Window(measure.Levels(chart.Breakdown).First())}";
        var table = new Table(id + "-table", $"Places {measure.Id}", caption, "Place", Columns,
        [
            .. places.SelectMany(p => p.Series.Where(s => s.Row is not null)
                .Select(s => Row.Of(measure, chart.Breakdown, p.Name, Wording.Period(s.Quarter), cells.Figure(s.Row), cells.Interval(s.Row)))),
        ], IsDetail: true);
        List<(string Name, MeasureRow Row)> now = [.. places.Select(p => (p.Name, p.Series[^1].Row!))];
        string subtitle = $"{measure.Name}. {chart.Title}. {Wording.Window(now[0].Row)}.";
        double[] values = [.. places.SelectMany(p => p.Series).Select(s => s.Row?.Value).OfType<double>()];
        string note = ChartGallery.NotDrawn(now);
        if (values.Length == 0)
            return ChartView.WithoutFigures(subtitle, note, table);
        List<MeasureRow> gaps = measure.Rows(chart.Breakdown).FindAll(r => r.Statistic == Statistic.Gap);
        string finding = gaps.Count == 0 ? "" : ChartFinding.DescribeTests([.. gaps.Select(g => (g.Group, g.Significance))], Rest(gaps[0]));
        if (finding.Length == 0)
            finding = $"{measure.Name}, {FigureFormat.Count(places.Count)} places";
        var scale = Scale.Linear(values, PlotBottom, PlotTop, isFromZero: false);
        // Every cell has the height that the longest name needs.
        double names = NameLine * (places.Max(p => NameLines(p.Name).Count) - 1), height = names + PlotBottom + Foot;
        string compared = gaps.Count == 0 ? "" : $" A filled mark stands out from {Rest(gaps[0])}, a ring does not.";
        string reading = $"Every small chart runs from {FigureFormat.AxisLabel(scale.Ticks[0], measure.Unit)} "
            + $"to {FigureFormat.AxisLabel(scale.Ticks[^1], measure.Unit)}; the figure is that of this quarter.{compared}";
        return new ChartView(
            "", finding, subtitle, reading, note, $"{subtitle} The interval of every figure is in the table.",
            new Drawing(
                Width, height * Math.Ceiling(places.Count / (double)ChartsPerRow),
                [
                    .. places.SelectMany((p, i) => Cell(
                        p.Name, p.Series, gaps.Find(g => g.Group == p.Name),
                        new Point(CellWidth * (i % ChartsPerRow), height * (i / ChartsPerRow)), names, scale, context.Tier)),
                ]),
            table);
    }

    private static IReadOnlyList<string> NameLines(string name) => TextWidth.Lines(name, CellWidth - 8, Label.Small);

    private static IEnumerable<Shape> Cell(
        string name, IReadOnlyList<(Quarter Quarter, MeasureRow? Row)> series, MeasureRow? gap, Point corner, double names, Scale scale, PackTier tier)
    {
        double left = corner.X, top = corner.Y + names, right = left + CellWidth - FigureWidth;
        double X(int i) => series.Count == 1 ? right - Inset : left + Inset + (right - left - 2 * Inset) * i / (series.Count - 1);
        IReadOnlyList<string> lines = NameLines(name);
        for (int i = 0; i < lines.Count; i++)
            yield return new Label(left, top + 14 - NameLine * (lines.Count - 1 - i), lines[i], Size: Label.Small, IsBold: true);
        yield return Stroke.Create(left, top + PlotTop, right, top + PlotTop, ColourRole.Grid, 1);
        yield return Stroke.Create(left, top + PlotBottom, right, top + PlotBottom, ColourRole.Grid, 1);
        foreach (List<(int At, MeasureRow Row)> run in ChartGallery.Runs(ChartGallery.Drawn(series)).Where(r => r.Count > 1))
            yield return new Stroke([.. run.Select(p => new Point(X(p.At), top + scale.At(p.Row.Value!.Value)))], ColourRole.First, 2);
        MeasureRow last = series[^1].Row!;
        if (last.Value is double now)
        {
            bool standsOut = gap?.Significance is Significance.Higher or Significance.Lower;
            yield return new Mark(X(series.Count - 1), top + scale.At(now), standsOut ? MarkKind.Circle : MarkKind.Ring, ColourRole.First);
        }
        double middle = last.Value is double at ? scale.At(at) : PlotBottom;
        string figure = TextWidth.Truncate(FigureFormat.InTable(last, tier), FigureWidth - 4, Label.Small);
        yield return new Label(right + 4, top + middle + 4, figure, Size: Label.Small);
    }

    private static string Rest(MeasureRow gap) => $"the {Wording.Uncapital(gap.Comparator)}";
}
