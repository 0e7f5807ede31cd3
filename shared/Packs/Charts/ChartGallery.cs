namespace IncDiv.Packs.Charts;

/// <summary>Makes the charts that a definition lists. A measure without rows has no chart.</summary>
internal static class ChartGallery
{
    /// <param name="id">Prefix of the ids.</param>
    public static IEnumerable<Chart> Create(string id, PackChart chart, PackContext context)
    {
        IReadOnlyList<Measure> measures = context.Covered(chart.MeasureIds);
        return chart.Kind switch
        {
            PackChartKind.Intervals => Single(id, IntervalChart.View(id, chart, measures, context)),
            PackChartKind.Dumbbell => Single(id, DumbbellChart.View(id, chart, measures, context)),
            PackChartKind.Ratio => Single(id, RatioChart.View(id, chart, measures, context)),
            PackChartKind.Trend => Each(id, measures, (i, m) =>
                [.. Measure.WindowOrder.Select(w => TrendChart.View($"{i}-{w.ToText()}", chart, m, w, context)).OfType<ChartView>()]),
            PackChartKind.Xmr => Each(id, measures, (i, m) =>
                [.. context.Input.Controls.Where(c => c.MeasureId == m.Id).Select(c => ControlChart.View(i, chart, m, c, context))]),
            PackChartKind.Ladder => Each(id, measures, (i, m) => RankChart.View(i, chart, m, context) is { } view ? [view] : []),
            PackChartKind.Places => Each(id, measures, (i, m) => PlacesChart.View(i, chart, m, context) is { } view ? [view] : []),
            _ => throw new ArgumentOutOfRangeException(nameof(chart), chart.Kind, "Add the code that creates this kind of chart here."),
        };
    }

    /// <summary>The row that represents a measure in a chart of several measures: its principal row, or the level of the group that the chart names.</summary>
    public static MeasureRow? RowOf(Measure measure, PackChart chart) =>
        chart.Breakdown == Breakdown.All ? measure.Principal() : measure.Level(chart.Breakdown, chart.Group);

    /// <summary>Which points are not drawn and why; empty if all are drawn.</summary>
    public static string NotDrawn(IEnumerable<(string Name, MeasureRow Row)> points)
    {
        string[] absent = [.. points.Where(p => p.Row.Value is null).Select(p => $"{p.Name} {FigureFormat.InTable(p.Row)}")];
        return absent.Length == 0 ? "" : $"Not drawn: {Wording.List(absent)}.";
    }

    /// <summary>Figures and intervals of the points, for the text alternative.</summary>
    public static string InWords(IEnumerable<(string Name, MeasureRow Row)> points, PackTier tier) =>
        string.Join("; ", points.Select(p => $"{p.Name} {FigureFormat.InTable(p.Row, tier)}, interval {FigureFormat.Interval(p.Row, tier)}"));

    /// <summary>The quarters that have a figure, with their places in the series.</summary>
    public static List<(int At, MeasureRow Row)> Drawn(IEnumerable<(Quarter Quarter, MeasureRow? Row)> series) =>
        [.. series.Select((p, i) => (i, p.Row)).Where(p => p.Row?.Value is not null).Select(p => (p.i, p.Row!))];

    /// <summary>Runs of consecutive quarters: one without a figure breaks the line. Within a run, place and rank are equally far apart.</summary>
    public static IEnumerable<List<(int At, MeasureRow Row)>> Runs(IEnumerable<(int At, MeasureRow Row)> drawn) =>
        drawn.Index().GroupBy(p => p.Item.At - p.Index, p => p.Item).Select(g => g.ToList());

    private static IEnumerable<Chart> Single(string id, ChartView? view) => view is null ? [] : [new Chart(id, [view])];

    private static IEnumerable<Chart> Each(string id, IReadOnlyList<Measure> measures, Func<string, Measure, IReadOnlyList<ChartView>> views) => measures
        .Select(m => (Id: $"{id}-{m.Id}", Measure: m))
        .Select(m => new Chart(m.Id, views(m.Id, m.Measure)))
        .Where(c => c.Views.Count > 0);
}

/// <summary>A chart for the page and the PDF.</summary>
/// <param name="Id">Unique in the document: letters, digits and hyphens.</param>
/// <param name="Views">At least one: rolling windows, then discrete quarters. The page shows the first until the reader chooses another.</param>
internal sealed record Chart(string Id, IReadOnlyList<ChartView> Views);

/// <summary>One way to look at the chart's measure, with a finding, a drawing and a table of its own.</summary>
/// <param name="Name">Distinguishes it from the other views, such as <c>One quarter</c>.</param>
/// <param name="Finding">The title: what the chart shows, claiming no more than the tests support.</param>
/// <param name="Subtitle">What is measured, in which unit and window.</param>
/// <param name="Reading">How to read the marks.</param>
/// <param name="Note">What is not drawn and why.</param>
/// <param name="Description">The text alternative.</param>
/// <param name="Drawing">Null if no figure can be shown; the note then gives the reason.</param>
/// <param name="Table">Every figure of the view, including those that are not drawn.</param>
internal sealed record ChartView(string Name, string Finding, string Subtitle, string Reading, string Note, string Description, Drawing? Drawing, Table Table)
{
    public static ChartView WithoutFigures(string subtitle, string note, Table table) =>
        new("", "No figure can be shown for this quarter", subtitle, "", note, subtitle, null, table);
}
