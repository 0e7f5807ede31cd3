using IncDiv.Contracts.Html;
using IncDiv.Contracts.Output;
using IncDiv.Contracts.PackDefinitions;
using IncDiv.Packs.Figures;

namespace IncDiv.Packs.Sections;

/// <summary>One line a measure, under the priorities of the strategy; what the definition does not name comes last.</summary>
internal static class ScorecardSection
{
    private const string NotSupplied = "not supplied";

    public static PageSection Render(PackInput input, IReadOnlyList<Measure> measures)
    {
        var table = new DataTable(
            "scorecard-table", "Every measure of the quarter, by priority of the strategy",
            "Measure", DataColumn.Number("Figure"), DataColumn.Number("95% interval"), DataColumn.Number("Base"), "Window", "Benchmark", "Main gap",
            "Change on a year before", "Signal of the control chart", "Status against target");
        int number = 0;
        foreach (PackPriority priority in input.Definition.Objectives.SelectMany(o => o.Priorities))
            AddGroup(table, $"Priority {FigureFormat.Count(++number)}. {priority.Title}", Of(priority, measures), input.Sources);
        var placed = input.Definition.Objectives.SelectMany(o => o.Priorities).SelectMany(p => Of(p, measures)).ToHashSet();
        AddGroup(table, "Further measures named in the strategy and its sources", [.. measures.Where(m => !placed.Contains(m))], input.Sources);
        return new PageSection(
            "scorecard",
            "Scorecard",
            Tag.P("The base is the number of people behind the figure. Gaps are worked out from unrounded figures, so they need not match rounded figures; pp stands for percentage points. Windows end with the quarter unless a date is given."),
            table.ToElement());
    }

    /// <summary>The measures that a priority lists, in its order.</summary>
    public static IReadOnlyList<Measure> Of(PackPriority priority, IReadOnlyList<Measure> measures) =>
        [.. priority.MeasureIds.SelectMany(id => measures.Where(m => PackDefinition.Covers(id, m.Id))).Distinct()];

    private static void AddGroup(DataTable table, string heading, IReadOnlyList<Measure> measures, IReadOnlyList<MeasureSource> sources)
    {
        if (measures.Count == 0)
            return;
        table.AddGroup(heading);
        foreach (Measure measure in measures)
            table.AddRow(Line(measure, sources.FirstOrDefault(s => s.MeasureId == measure.Id)));
    }

    private static IEnumerable<Node> Line(Measure measure, MeasureSource? source)
    {
        Element name = Cells.Name(measure);
        Node gap = measure.MainGap() is { } row ? Cells.ShortGap(row) : "none";
        Node change = measure.Change() is { } moved ? Cells.ShortChange(moved) : "none";
        Node signal = measure.Signal() is { } point ? Wording.Signal(point) : "none";
        return measure.Principal() is not { } figure
            ? [name, "by group", "by group", "by group", "see Inequalities by characteristic", "none", gap, change, signal, Cells.Status(measure.Status())]
            :
            [
                name, FigureFormat.InTable(figure), FigureFormat.Interval(figure), FigureFormat.Base(figure),
                figure.Feed == NotSupplied ? $"{NotSupplied}{(source is null ? "" : $"; named in {source.Source}")}" : Wording.ShortWindow(figure), Benchmark(figure), gap, change, signal, Cells.Status(measure.Status()),
            ];
    }

    private static string Benchmark(MeasureRow row) => row.Benchmark is not double benchmark
        ? "none"
        : FigureFormat.InTable(benchmark, row.Unit) + (row.BenchmarkSource.Length > 0 ? $", {row.BenchmarkSource}" : "");
}
