namespace IncDiv.Packs.Tests;

/// <summary>Earlier quarters of given rows: the same figures with small changes, one suppressed quarter, and one quarter that was never published.</summary>
internal static class SampleHistory
{
    public const int Suppressed = 5;
    public const int Unpublished = 8;

    public static IReadOnlyList<MeasureRow> Of(IReadOnlyList<MeasureRow> rows, int quarters) =>
    [
        .. from back in Enumerable.Range(1, quarters).Reverse()
           where back != Unpublished
           from row in rows
           select Earlier(row, back),
    ];

    /// <summary>Charts whose last point is a signal of improvement.</summary>
    public static IReadOnlyList<ControlSeries> Controls(IReadOnlyList<MeasureRow> rows, int quarters) =>
    [
        .. from row in rows
           where row is { Breakdown: "all", Statistic: Statistic.Level, Unit: Unit.Percent, Value: not null }
           where row.Window is MeasureWindow.Quarter or MeasureWindow.Snapshot
           let points = Enumerable.Range(0, quarters + 1).Reverse().Select(back => new ControlPoint(
               SampleRows.Quarter.AddQuarters(-back),
               row.Value!.Value + Wave(back),
               back == 0 ? Variation.Improvement : Variation.CommonCause)).ToArray()
           select new ControlSeries(
               row.MeasureId, row.Window, points, points.Average(p => p.Value), points.Average(p => p.Value) - 2, points.Average(p => p.Value) + 2),
    ];

    private static MeasureRow Earlier(MeasureRow row, int back)
    {
        Quarter quarter = SampleRows.Quarter.AddQuarters(-back);
        MeasureRow then = row with
        {
            Quarter = quarter.ToString(),
            PeriodStart = row.PeriodStart.AddMonths(-3 * back),
            PeriodEnd = quarter.LastDay,
            Value = row.Value + Wave(back),
            Lower = row.Lower + Wave(back),
            Upper = row.Upper + Wave(back),
        };
        return back == Suppressed ? then with { Value = null, Lower = null, Upper = null, N = null, Symbol = Symbols.Suppressed } : then;
    }

    private static double Wave(int back) => back == 0 ? 0 : Math.Sin(back) * 1.3 - back * 0.1;
}
