using IncDiv.Contracts.Html;
using IncDiv.Contracts.PackDefinitions;
using IncDiv.Packs.Charts;
using IncDiv.Packs.Figures;

namespace IncDiv.Packs.Sections;

/// <summary>An objective of the strategy: its priorities and a chart with the data beside it.</summary>
internal static class ObjectiveSection
{
    public static PageSection Render(PackObjective objective, int number, IReadOnlyList<Measure> measures)
    {
        string id = $"objective-{FigureFormat.Count(number)}";
        return new PageSection(
            id,
            $"Objective {FigureFormat.Count(number)}. {objective.Title}",
            [Tag.P("Priorities:"), Tag.Ul(objective.Priorities.Select(p => (Node)p.Title)), .. Chart(id + "-chart", objective.Chart, measures)]);
    }

    private static IEnumerable<Node> Chart(string id, PackChart chart, IReadOnlyList<Measure> measures)
    {
        List<Measure> charted = [.. chart.MeasureIds.SelectMany(m => measures.Where(x => PackDefinition.Covers(m, x.Id))).Distinct()];
        bool isOfGroups = chart.Breakdown != "all";
        List<ChartPoint> points =
        [
            .. isOfGroups
                ? charted.SelectMany(m => m.Levels(chart.Breakdown).Select(r => new ChartPoint(r.Group, r)))
                : charted.SelectMany(m => m.Levels("all").Take(1).Select(r => new ChartPoint(m.Name, r))),
        ];
        List<ChartPoint> drawn = points.FindAll(p => p.IsDrawn && p.Row.Unit == points[0].Row.Unit);
        if (drawn.Count == 0)
        {
            yield return Tag.P($"No chart: {chart.Title}. None of its figures can be shown for this quarter.").With("class", "notice");
        }
        else
        {
            string finding = isOfGroups && charted.Count == 1
                ? ChartFinding.OfGroups(charted[0], chart.Breakdown, drawn)
                : ChartFinding.OfRange(drawn);
            string reading = "Dot: figure. Line: 95% interval."
                + (drawn.Exists(p => p.Row.Benchmark is not null) ? " Upright tick: benchmark." : "");
            string[] notDrawn = [.. points.Where(p => !p.IsDrawn).Select(p => $"{p.Label} {FigureFormat.InTable(p.Row)}")];
            yield return Tag.Of(
                "figure",
                Tag.Of("figcaption", finding, Tag.Span($"{chart.Title}. {Wording.Window(drawn[0].Row)}. {reading}")),
                Tag.Of("div", IntervalChart.Draw(id, finding, Description(chart, drawn), drawn))
                    .With("class", "scroll chart").With("role", "region").With("aria-label", "Chart: " + chart.Title).With("tabindex", "0"),
                Tag.P(notDrawn.Length == 0 ? "All figures are drawn." : $"Not drawn: {Wording.List(notDrawn)}.").With("class", "note"));
        }
        if (points.Count > 0)
            yield return Data(id, chart, points);
    }

    private static string Description(PackChart chart, IReadOnlyList<ChartPoint> drawn) =>
        $"{chart.Title}. " + string.Join("; ", drawn.Select(p => $"{p.Label} {FigureFormat.InTable(p.Row)}, interval {FigureFormat.Interval(p.Row)}")) + ".";

    private static Element Data(string id, PackChart chart, IReadOnlyList<ChartPoint> points)
    {
        var table = new DataTable(
            id + "-data", $"The figures of the chart: {chart.Title}",
            "Group or measure", DataColumn.Number("Figure"), DataColumn.Number("95% interval"), DataColumn.Number("Base"), "Window");
        foreach (ChartPoint point in points)
            table.AddRow(point.Label, FigureFormat.InTable(point.Row), FigureFormat.Interval(point.Row), FigureFormat.Base(point.Row), Wording.Window(point.Row));
        return table.ToElement();
    }
}
