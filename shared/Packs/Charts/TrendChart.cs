namespace IncDiv.Packs.Charts;

/// <summary>A line over the quarters, with a band for its interval and lines for target and baseline.</summary>
internal static class TrendChart
{
    private const string Absent = "[x]";

    private static readonly Column[] Columns =
        [new("Quarter"), new("Figure", ColumnKind.Figure), new("95% interval", ColumnKind.Interval), new("Base", ColumnKind.Figure)];

    public static ChartView? View(string id, PackChart chart, Measure measure, MeasureWindow window, PackContext context)
    {
        if (RowIn(measure, chart, window) is not { } row)
            return null;
        IReadOnlyList<(Quarter Quarter, MeasureRow? Row)> series = context.QuartersOf(row);
        Cells cells = context.Cells;
        string windows = WindowWords.Of(window).Series, name = chart.Group.Length == 0 ? measure.Name : $"{measure.Name}, {chart.Group}";
        var table = new Table(id + "-table", $"{measure.Id} over time", $"{measure.Id} {name}. {windows}", "", Columns,
        [
            .. series.Select(p => Row.Of(
                measure, chart.Breakdown, "",
                Wording.Period(p.Quarter), cells.Figure(p.Row, Absent), cells.Interval(p.Row, Absent), Cells.Base(p.Row, Absent))),
        ]);
        string figure = FigureFormat.InTable(row, context.Tier);
        string finding = ChartFinding.DescribeChange(name, row, context.WithStatistic(row, Statistic.Change), figure);
        Baseline? baseline = context.Input.Sources.FirstOrDefault(s => s.MeasureId == measure.Id)?.Baselines
            .FirstOrDefault(b => b.Breakdown == row.Breakdown && b.Group == row.Group && b.Statistic == row.Statistic);
        string reading = "Line: figure. Band: 95% interval." + (row.Target is null ? "" : " Broken line: target.")
            + (baseline is null ? "" : $" Dotted line: baseline of {baseline.Date}, which is not part of the series.");
        string subtitle = $"{chart.Title}. {windows}.";
        string[] absent = [.. series.Where(p => p.Row is { Value: null }).Select(p => $"{Wording.Period(p.Quarter)} {FigureFormat.InTable(p.Row!)}")];
        string[] unknown = [.. series.Where(p => p.Row is null).Select(p => Wording.Period(p.Quarter))];
        string note = (absent.Length == 0 ? "" : $"Not drawn: {Wording.List(absent)}. ")
            + (unknown.Length == 0 ? "" : $"Not published: {Wording.List(unknown)}.");
        List<(int At, MeasureRow Row)> drawn = ChartGallery.Drawn(series);
        if (drawn.Count == 0)
            return new ChartView(windows, $"{name}: no figure can be shown", subtitle, "", note.TrimEnd(), subtitle, null, table);
        string InWords((int At, MeasureRow Row) point) => $"{FigureFormat.InTable(point.Row, context.Tier)} in {Wording.Period(series[point.At].Quarter)}";
        return new ChartView(
            windows, finding, subtitle, reading, note.TrimEnd(),
            $"{subtitle} From {InWords(drawn[0])} to {InWords(drawn[^1])}, interval {FigureFormat.Interval(drawn[^1].Row, context.Tier)}.",
            Draw(series, drawn, row, baseline, context.Tier), table);
    }

    private static MeasureRow? RowIn(Measure measure, PackChart chart, MeasureWindow window)
    {
        string group = chart.Group.Length == 0 ? "All" : chart.Group;
        return measure.All.FirstOrDefault(r =>
            r.Window == window && r.Breakdown == chart.Breakdown && r.Group == group && r.Statistic is Statistic.Level or Statistic.Index);
    }

    private static Drawing Draw(
        IReadOnlyList<(Quarter Quarter, MeasureRow? Row)> series, List<(int At, MeasureRow Row)> drawn, MeasureRow row, Baseline? baseline, PackTier tier)
    {
        IEnumerable<double> figures = drawn.SelectMany(p => new[] { p.Row.Value, p.Row.Lower, p.Row.Upper }.OfType<double>());
        IEnumerable<double> levels = new[] { row.Target, baseline?.Value }.OfType<double>();
        var plot = new TimePlot([.. series.Select(p => p.Quarter)], figures.Concat(levels), row.Unit);
        Point At(int quarter, double value) => new(plot.X(quarter), plot.Y(value));
        List<List<(int At, MeasureRow Row)>> runs = [.. ChartGallery.Runs(drawn)];
        foreach (List<(int At, MeasureRow Row)> run in runs)
        {
            List<(int At, MeasureRow Row)> banded = run.FindAll(p => p.Row is { Lower: not null, Upper: not null });
            Point[] upper = [.. banded.Select(p => At(p.At, p.Row.Upper!.Value))], lower = [.. banded.Select(p => At(p.At, p.Row.Lower!.Value))];
            if (banded.Count > 1)
                plot.Add(new Area([.. upper, .. Enumerable.Reverse(lower)], ColourRole.Band));
            if (banded.Count == 1)
                plot.Add(new Stroke([lower[0], upper[0]], ColourRole.Band, 8));
        }
        if (row.Target is double target)
            plot.AddLevel(target, "target " + FigureFormat.InTable(target, row.Unit), ColourRole.Second, 7);
        if (baseline is not null)
            plot.AddLevel(baseline.Value, "baseline " + FigureFormat.InTable(baseline.Value, row.Unit), ColourRole.Limit, 2);
        foreach (List<(int At, MeasureRow Row)> run in runs.Where(r => r.Count > 1))
            plot.Add(new Stroke([.. run.Select(p => At(p.At, p.Row.Value!.Value))], ColourRole.First, 2.5));
        foreach ((int at, MeasureRow point) in drawn)
            plot.Add(new Mark(plot.X(at), plot.Y(point.Value!.Value), MarkKind.Circle, ColourRole.First, at == drawn[^1].At ? 6 : 4));
        for (int i = 0; i < series.Count; i++)
            if (series[i].Row is { Value: null } suppressed)
                plot.AddGap(i, SymbolWords.Shown(suppressed));
        plot.AddLabel(drawn[^1].Row.Value!.Value, FigureFormat.InTable(drawn[^1].Row, tier), ColourRole.First);
        return plot.Draw();
    }
}
