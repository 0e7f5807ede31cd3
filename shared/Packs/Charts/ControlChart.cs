namespace IncDiv.Packs.Charts;

/// <summary>A control chart (XmR) in the style of the NHS's "Making data count": mean, limits, and the points that chance does not explain, each kind with its
/// own shape.</summary>
internal static class ControlChart
{
    private static readonly Column[] Columns = [new("Quarter"), new("Figure", ColumnKind.Figure), new("Signal")];

    public static ChartView View(string id, PackChart chart, Measure measure, ControlSeries series, PackContext context)
    {
        MeasureRow row = measure.All.First(r => r.Window == series.Window && r is { Breakdown: Breakdown.All, Statistic: Statistic.Level or Statistic.Index });
        int decimals = FigureFormat.Decimals(row, context.Tier);
        string Shown(double value) => FigureFormat.InTable(row with { Value = value, Symbol = Symbols.None }, context.Tier);
        var table = new Table(id + "-table", $"Control {measure.Id}", $"{measure.Id} {measure.Name}, control chart", "", Columns,
        [
            .. series.Points.Select(p => Row.Of(
                measure, "", "",
                Wording.Period(p.Quarter), new FigureCell(Shown(p.Value), Rounding.Round(p.Value, decimals), decimals, row.Unit), p.Variation.ToText())),
        ]);
        string signal = measure.Signal() is { } words ? Wording.Signal(words) : "too few quarters for a signal";
        string subtitle = $"{chart.Title}. {FigureFormat.Count(series.Points.Count)} quarters. "
            + $"Mean {Shown(series.Mean)}, limits {Shown(series.Lower)} and {Shown(series.Upper)}.";
        string reading = "Unbroken line: mean. Broken lines: process limits. Circles: common cause. "
            + "Triangles: improvement (up) or concern (down). Diamonds: a shift."
            + (row.Target is null ? "" : " Dotted line: target.");
        IEnumerable<Quarter> present = series.Points.Select(p => p.Quarter);
        string[] missing = [.. PackContext.Quarters(present.First(), present.Last()).Except(present).Select(Wording.Period)];
        string note = missing.Length == 0 ? "" : $"Without a figure, and passed over: {Wording.List(missing)}.";
        return new ChartView(
            "", $"{measure.Name}: {signal}", subtitle, reading, note,
            $"{subtitle} Control chart with the interval between the process limits; the points are in the table.", Draw(series, row, Shown), table);
    }

    private static Drawing Draw(ControlSeries series, MeasureRow row, Func<double, string> shown)
    {
        IEnumerable<double> values = series.Points.Select(p => p.Value).Concat([series.Lower, series.Upper]).Concat(row.Target is double t ? [t] : []);
        var plot = new TimePlot([.. series.Points.Select(p => p.Quarter)], values, row.Unit);
        plot.AddLevel(series.Upper, "limit " + shown(series.Upper), ColourRole.Limit, 7);
        plot.AddLevel(series.Mean, "mean " + shown(series.Mean), ColourRole.Limit, 0);
        plot.AddLevel(series.Lower, "limit " + shown(series.Lower), ColourRole.Limit, 7);
        if (row.Target is double target)
            plot.AddLevel(target, "target " + shown(target), ColourRole.Second, 2);
        if (series.Points.Count > 1)
            plot.Add(new Stroke([.. series.Points.Select((p, i) => new Point(plot.X(i), plot.Y(p.Value)))], ColourRole.First, 1.5));
        foreach ((int i, ControlPoint point) in series.Points.Index())
            plot.Add(Mark(plot.X(i), plot.Y(point.Value), point.Variation));
        return plot.Draw();
    }

    private static Mark Mark(double x, double y, Variation variation) => variation switch
    {
        Variation.Improvement => new Mark(x, y, MarkKind.TriangleUp, ColourRole.Improvement, 7),
        Variation.Concern => new Mark(x, y, MarkKind.TriangleDown, ColourRole.Concern, 7),
        Variation.Shift => new Mark(x, y, MarkKind.Diamond, ColourRole.Shift, 7),
        _ => new Mark(x, y, MarkKind.Circle, ColourRole.First, 4),
    };
}
