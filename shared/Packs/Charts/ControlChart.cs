using IncDiv.Contracts.Catalogue;
using Measure = IncDiv.Packs.Figures.Measure;

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
            .. series.Points.Select(p => new Row(
                "", [Wording.Period(p.Quarter), new FigureCell(Shown(p.Value), Rounding.Round(p.Value, decimals), decimals, row.Unit), p.Variation.ToText()],
                measure.Id, "", measure.Status())),
        ]);
        string signal = measure.Signal() is { } words ? Wording.Signal(words) : "too few quarters for a signal";
        string finding = $"{measure.Name}: {signal}";
        string subtitle = $"{chart.Title}. {FigureFormat.Count(series.Points.Count)} quarters. "
            + $"Mean {Shown(series.Mean)}, limits {Shown(series.Lower)} and {Shown(series.Upper)}.";
        string reading = "Unbroken line: mean. Broken lines: process limits. Circles: common cause. "
            + "Triangles: improvement (up) or concern (down). Diamonds: a shift."
            + (row.Target is null ? "" : " Dotted line: target.");
        string[] missing = [.. MissingQuarters(series).Select(Wording.Period)];
        string note = missing.Length == 0 ? "" : $"Without a figure, and passed over: {Wording.List(missing)}.";
        return new ChartView(
            "", finding, subtitle, reading, note,
            $"{subtitle} Control chart with the interval between the process limits; the points are in the table.",
            Draw(series, row, Shown), table);
    }

    private static IEnumerable<Quarter> MissingQuarters(ControlSeries series)
    {
        var present = series.Points.Select(p => p.Quarter).ToHashSet();
        for (Quarter quarter = series.Points[0].Quarter; quarter < series.Points[^1].Quarter; quarter = quarter.AddQuarters(1))
            if (!present.Contains(quarter))
                yield return quarter;
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
        for (int i = 0; i < series.Points.Count; i++)
        {
            ColourRole? kind = Kind(series.Points[i].Variation);
            plot.Add(new Mark(plot.X(i), plot.Y(series.Points[i].Value), Shape(kind), kind ?? ColourRole.First, kind is null ? 4 : 7));
        }
        return plot.Draw();
    }

    private static ColourRole? Kind(Variation variation) => variation switch
    {
        Variation.Improvement => ColourRole.Improvement,
        Variation.Concern => ColourRole.Concern,
        Variation.Shift => ColourRole.Shift,
        _ => null,
    };

    private static MarkKind Shape(ColourRole? kind) => kind switch
    {
        ColourRole.Improvement => MarkKind.TriangleUp,
        ColourRole.Concern => MarkKind.TriangleDown,
        ColourRole.Shift => MarkKind.Diamond,
        _ => MarkKind.Circle,
    };
}
