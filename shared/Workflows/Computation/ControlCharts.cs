using IncDiv.Measures.ControlCharts;

namespace IncDiv.Workflows.Computation;

/// <summary>Builds control charts from published figures only, by the rules of the signals in the rows. A chart begins at the last series break of the
/// catalogue.</summary>
internal static class ControlCharts
{
    public static IReadOnlyList<ControlSeries> Create(IReadOnlyList<MeasureRow> rows, IReadOnlyList<MeasureRow> history, MeasureCatalogue catalogue)
    {
        ILookup<FigureKey, MeasureRow> past = history.Where(IsCharted).ToLookup(r => r.Key);
        return [.. rows.Where(IsCharted).Select(r => Create(r, past[r.Key], catalogue)).OfType<ControlSeries>()];
    }

    private static ControlSeries? Create(MeasureRow row, IEnumerable<MeasureRow> past, MeasureCatalogue catalogue)
    {
        Quarter? first = catalogue.Find(row.MeasureId) is { } measure
            ? catalogue.ControlLimitsFrom(measure, row.Breakdown, row.Group, Quarter.Parse(row.Quarter))?.First
            : null;
        List<(Quarter Quarter, double Value)> points =
            [.. past.Append(row).Select(r => (Quarter.Parse(r.Quarter), r.Value!.Value)).Where(p => first is null || p.Item1 >= first).OrderBy(p => p.Item1)];
        var chart = new SignalChart([.. points.Select(p => p.Value)], row.Polarity);
        return chart.HasEnoughPoints
            ? new ControlSeries(
                row.MeasureId, row.Window, [.. points.Zip(chart.Points, (p, v) => new ControlPoint(p.Quarter, p.Value, v))],
                chart.Mean, chart.Lower, chart.Upper)
            : null;
    }

    private static bool IsCharted(MeasureRow row) => row is
    { Breakdown: Breakdown.All, Statistic: Statistic.Level or Statistic.Index, Window: MeasureWindow.Quarter or MeasureWindow.Snapshot, Value: not null };
}
