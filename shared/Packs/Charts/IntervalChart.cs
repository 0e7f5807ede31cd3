using IncDiv.Contracts.Html;
using IncDiv.Packs.Figures;
using static IncDiv.Packs.Charts.ChartAxis;

namespace IncDiv.Packs.Charts;

/// <summary>
/// Dots with 95 % intervals and, where there is one, the benchmark as an upright tick. Names and figures are written beside the dots,
/// so nothing rests on colour or on a legend.
/// </summary>
internal static class IntervalChart
{
    private const double Width = 430;
    private const double Left = 14;
    private const double Right = 310;
    private const double RowHeight = 46;
    private const double Top = 4;
    private const int LongestLabel = 64;

    // Grid lines leave out the upper part of each row, where its name stands.
    private const string UnderNames = "0 20 26 0";

    private const string Blue = "#12436D";
    private const string Orange = "#F46A25";
    private const string Grey = "#BFBFBF";

    /// <param name="id">Prefix for the ids of title and description.</param>
    /// <param name="points">Those that are drawn; at least one.</param>
    public static Element Draw(string id, string title, string description, IReadOnlyList<ChartPoint> points)
    {
        var axis = new ChartAxis(points.Max(p => Math.Max(p.Row.Upper ?? p.Row.Value!.Value, p.Row.Benchmark ?? 0)), Left, Right);
        double bottom = Top + RowHeight * points.Count;
        string unit = points[0].Row.Unit;
        return Tag.Of(
            "svg",
            [
                Tag.Of("title", title).With("id", id + "-title"),
                Tag.Of("desc", description).With("id", id + "-desc"),
                .. axis.Ticks.SelectMany(t => Tick(axis.X(t), bottom, FigureFormat.AxisLabel(t, unit))),
                .. points.SelectMany((p, i) => Point(p, axis, Top + RowHeight * i)),
            ])
            .With("xmlns", "http://www.w3.org/2000/svg")
            .With("viewBox", $"0 0 {Coordinate(Width)} {Coordinate(bottom + 24)}")
            .With("role", "img")
            .With("aria-labelledby", $"{id}-title {id}-desc");
    }

    private static IEnumerable<Element> Tick(double x, double bottom, string label) =>
    [
        Line(x, Top, x, bottom, Grey, 1).With("stroke-dasharray", UnderNames),
        Label(x, bottom + 17, label).With("text-anchor", "middle").With("class", "axis"),
    ];

    // The name stands above its line: long names have room, and narrow screens need no smaller type.
    private static IEnumerable<Element> Point(ChartPoint point, ChartAxis axis, double top)
    {
        double y = top + 30;
        double value = axis.X(point.Row.Value!.Value);
        yield return Label(0, top + 15, Shortened(point.Label));
        if (point.Row is { Lower: double lower, Upper: double upper })
            yield return Line(axis.X(lower), y, axis.X(upper), y, Blue, 4);
        if (point.Row.Benchmark is double benchmark)
            yield return Line(axis.X(benchmark), y - 9, axis.X(benchmark), y + 9, Orange, 4);
        yield return Tag.Of("circle")
            .With("cx", Coordinate(value)).With("cy", Coordinate(y)).With("r", "6")
            .With("fill", Blue).With("stroke", "#ffffff").With("stroke-width", "2");
        yield return Label(Right + 16, y + 4, FigureFormat.InTable(point.Row));
        if (point.Row.Benchmark is double level)
            yield return Label(Right + 16, y + 17, "benchmark " + FigureFormat.InTable(level, point.Row.Unit)).With("class", "axis");
    }

    private static string Shortened(string label) => label.Length <= LongestLabel ? label : label[..(LongestLabel - 1)].TrimEnd() + "…";

    private static Element Label(double x, double y, string text) => Tag.Of("text", text).With("x", Coordinate(x)).With("y", Coordinate(y));

    private static Element Line(double x1, double y1, double x2, double y2, string colour, double width) => Tag.Of("line")
        .With("x1", Coordinate(x1)).With("y1", Coordinate(y1)).With("x2", Coordinate(x2)).With("y2", Coordinate(y2))
        .With("stroke", colour).With("stroke-width", Coordinate(width));
}
