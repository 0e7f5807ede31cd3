using IncDiv.Contracts.Catalogue;
using Measure = IncDiv.Packs.Figures.Measure;

namespace IncDiv.Packs.Charts;

/// <summary>A line over the quarters, with a band for its interval and lines for target and baseline.</summary>
internal static class TrendChart
{
    private static readonly Column[] Columns =
        [new("Quarter"), new("Figure", ColumnKind.Figure), new("95% interval", ColumnKind.Interval), new("Base", ColumnKind.Figure)];

    public static ChartView? View(string id, PackChart chart, Measure measure, MeasureWindow window, PackContext context)
    {
        if (RowIn(measure, chart, window) is not { } row)
            return null;
        IReadOnlyList<(Quarter Quarter, MeasureRow? Row)> series = context.QuartersOf(row);
        Cells cells = context.Cells;
        string name = chart.Group.Length == 0 ? measure.Name : $"{measure.Name}, {chart.Group}";
        var table = new Table(id + "-table", $"{measure.Id} over time", $"{measure.Id} {name}. {Name(window)}", "", Columns,
        [
            .. series.Select(p => new Row(
                "",
                [
                    Wording.Period(p.Quarter),
                    p.Row is null ? Absent : cells.Figure(p.Row),
                    p.Row is null ? NoInterval : cells.Interval(p.Row),
                    p.Row is null ? Absent : Cells.Base(p.Row),
                ],
                measure.Id, chart.Breakdown, measure.Status())),
        ]);
        string figure = FigureFormat.InTable(row, context.Tier);
        string finding = ChartFinding.DescribeChange(name, row, context.WithStatistic(row, Statistic.Change), figure);
        Baseline? baseline = context.Input.Sources.FirstOrDefault(s => s.MeasureId == measure.Id)?.Baselines
            .FirstOrDefault(b => b.Breakdown == row.Breakdown && b.Group == row.Group && b.Statistic == row.Statistic);
        string reading = "Line: figure. Band: 95% interval." + (row.Target is null ? "" : " Broken line: target.")
            + (baseline is null ? "" : $" Dotted line: baseline of {baseline.Date}, which is not part of the series.");
        string subtitle = $"{chart.Title}. {Name(window)}.";
        string[] absent = [.. series.Where(p => p.Row is { Value: null }).Select(p => $"{Wording.Period(p.Quarter)} {FigureFormat.InTable(p.Row!)}")];
        string[] unknown = [.. series.Where(p => p.Row is null).Select(p => Wording.Period(p.Quarter))];
        string note = (absent.Length == 0 ? "" : $"Not drawn: {Wording.List(absent)}. ")
            + (unknown.Length == 0 ? "" : $"Not published: {Wording.List(unknown)}.");
        List<(int At, MeasureRow Row)> drawn = [.. series.Select((p, i) => (i, p.Row)).Where(p => p.Row?.Value is not null).Select(p => (p.i, p.Row!))];
        if (drawn.Count == 0)
            return new ChartView(Name(window), $"{name}: no figure can be shown", subtitle, "", note.TrimEnd(), subtitle, null, table);
        string InWords((int At, MeasureRow Row) point) => $"{FigureFormat.InTable(point.Row, context.Tier)} in {Wording.Period(series[point.At].Quarter)}";
        string description = $"{subtitle} From {InWords(drawn[0])} to {InWords(drawn[^1])}, "
            + $"interval {FigureFormat.Interval(drawn[^1].Row, context.Tier)}.";
        return new ChartView(
            Name(window), finding, subtitle, reading, note.TrimEnd(), description,
            Draw([.. series.Select(p => p.Quarter)], [.. series.Select(p => p.Row)], drawn, row, baseline, context.Tier), table);
    }

    private static FigureCell Absent => new("[x]", null, Symbol: "[x]");

    private static IntervalCell NoInterval => new("[x]", null, null, Symbol: "[x]");

    private static MeasureRow? RowIn(Measure measure, PackChart chart, MeasureWindow window)
    {
        string group = chart.Group.Length == 0 ? "All" : chart.Group;
        return measure.All.FirstOrDefault(r =>
            r.Window == window && r.Breakdown == chart.Breakdown && r.Group == group && r.Statistic is Statistic.Level or Statistic.Index);
    }

    private static string Name(MeasureWindow window) => window switch
    {
        MeasureWindow.Rolling => "Four quarters together",
        MeasureWindow.Quarter => "Single quarters",
        MeasureWindow.Snapshot => "At the end of each quarter",
        _ => "Survey waves",
    };

    private static Drawing Draw(
        IReadOnlyList<Quarter> quarters, IReadOnlyList<MeasureRow?> rows, List<(int At, MeasureRow Row)> drawn,
        MeasureRow row, Baseline? baseline, PackTier tier)
    {
        IEnumerable<double> figures = drawn.SelectMany(p => new[] { p.Row.Value, p.Row.Lower, p.Row.Upper }.OfType<double>());
        IEnumerable<double> levels = new[] { row.Target, baseline?.Value }.OfType<double>();
        var plot = new TimePlot(quarters, figures.Concat(levels), row.Unit);
        foreach (List<(int At, MeasureRow Row)> run in Runs(drawn))
        {
            List<(int At, MeasureRow Row)> banded = run.FindAll(p => p.Row is { Lower: not null, Upper: not null });
            if (banded.Count > 1)
                plot.Add(new Area(
                    [
                        .. banded.Select(p => new Point(plot.X(p.At), plot.Y(p.Row.Upper!.Value))),
                        .. Enumerable.Reverse(banded).Select(p => new Point(plot.X(p.At), plot.Y(p.Row.Lower!.Value))),
                    ],
                    ColourRole.Band));
            if (banded.Count == 1)
                plot.Add(Stroke.Create(
                    plot.X(banded[0].At), plot.Y(banded[0].Row.Lower!.Value),
                    plot.X(banded[0].At), plot.Y(banded[0].Row.Upper!.Value), ColourRole.Band, 8));
        }
        if (row.Target is double target)
            plot.AddLevel(target, "target " + FigureFormat.InTable(target, row.Unit), ColourRole.Second, 7);
        if (baseline is not null)
            plot.AddLevel(baseline.Value, "baseline " + FigureFormat.InTable(baseline.Value, row.Unit), ColourRole.Limit, 2);
        foreach (List<(int At, MeasureRow Row)> run in Runs(drawn).Where(r => r.Count > 1))
            plot.Add(new Stroke([.. run.Select(p => new Point(plot.X(p.At), plot.Y(p.Row.Value!.Value)))], ColourRole.First, 2.5));
        foreach ((int at, MeasureRow point) in drawn)
            plot.Add(new Mark(plot.X(at), plot.Y(point.Value!.Value), MarkKind.Circle, ColourRole.First, at == drawn[^1].At ? 6 : 4));
        for (int i = 0; i < rows.Count; i++)
            if (rows[i] is { Value: null } suppressed)
                plot.AddGap(i, SymbolWords.Shown(suppressed));
        plot.AddLabel(drawn[^1].Row.Value!.Value, FigureFormat.InTable(drawn[^1].Row, tier), ColourRole.First);
        return plot.Draw();
    }

    // Runs of consecutive quarters: a suppressed or missing quarter breaks the line.
    private static IEnumerable<List<(int At, MeasureRow Row)>> Runs(List<(int At, MeasureRow Row)> drawn)
    {
        List<(int, MeasureRow)> run = [];
        int last = -1;
        foreach ((int at, MeasureRow row) in drawn)
        {
            if (run.Count > 0 && at != last + 1)
            {
                yield return run;
                run = [];
            }
            run.Add((at, row));
            last = at;
        }
        yield return run;
    }
}
