namespace IncDiv.Measures.Statistics;

/// <summary>A control chart of individual values and moving ranges, as used in the NHS ("Making Data Count"; statistics.md C10, whose source is
/// NHSRplotthedots). Only for values without common data, so never for rolling figures.</summary>
public sealed class XmrChart
{
    /// <summary>With fewer points the limits are provisional.</summary>
    public const int EnoughPoints = 13;

    private const double LimitFactor = 2.66, ScreenFactor = 3.267;
    private const int Run = 7;

    // Rounding can move the mean of equal values slightly. A distance within this bound, relative to the mean, counts as zero.
    private const double Rounding = 1e-9;

    private XmrChart(IReadOnlyList<ChartPoint> points, double mean, double spread) =>
        (Points, Mean, Lower, Upper) = (points, mean, mean - spread, mean + spread);

    public IReadOnlyList<ChartPoint> Points { get; }

    public double Mean { get; }

    /// <summary>Lower process limit.</summary>
    public double Lower { get; }

    /// <summary>Upper process limit.</summary>
    public double Upper { get; }

    /// <summary>Fewer than thirteen points, so the limits are provisional.</summary>
    public bool IsTrial => Points.Count < EnoughPoints;

    /// <summary>The chart of values in the order of time.</summary>
    /// <param name="screen">Leaves out, once, moving ranges of at least 3.267 times their mean. The NHS's Excel tool does not do this.</param>
    public static XmrChart Create(IReadOnlyList<double> values, bool screen = true)
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Count);
        double mean = values.Average(), spread = LimitFactor * MeanMovingRange(values, screen);
        return new XmrChart(Flag(values, mean, spread), mean, spread);
    }

    private static double MeanMovingRange(IReadOnlyList<double> values, bool screen)
    {
        double[] ranges = [.. Enumerable.Range(1, values.Count - 1).Select(i => Math.Abs(values[i] - values[i - 1]))];
        if (ranges.Length == 0)
            return 0;
        double limit = screen ? ScreenFactor * ranges.Average() : double.PositiveInfinity;
        double[] kept = [.. ranges.Where(r => r < limit)];
        return kept.Length == 0 ? 0 : kept.Average();
    }

    private static ChartPoint[] Flag(IReadOnlyList<double> values, double mean, double spread)
    {
        int n = values.Count;
        double rounding = Rounding * Math.Max(1, Math.Abs(mean));
        int Sign(double difference) => Math.Abs(difference) <= rounding ? 0 : Math.Sign(difference);
        bool IsBeyond(double v, double distance) => Math.Abs(v - mean) > distance + rounding;
        int[] side = [.. values.Select(v => Sign(v - mean))];
        bool[] outside = [.. values.Select(v => IsBeyond(v, spread))];
        bool[] near = [.. values.Select((v, i) => !outside[i] && IsBeyond(v, spread * 2 / 3))];
        int[] step = [0, .. Enumerable.Range(1, n - 1).Select(i => Sign(values[i] - values[i - 1]))];
        var trend = new int[n];
        var oneSide = new int[n];
        var twoOfThree = new bool[n];
        for (int end = 0; end < n; end++)
        {
            if (end >= Run - 1 && Same(step.AsSpan(end - Run + 2, Run - 1)))
                trend.AsSpan(end - Run + 1, Run).Fill(step[end]);
            if (end >= Run - 1 && Same(side.AsSpan(end - Run + 1, Run)))
                oneSide.AsSpan(end - Run + 1, Run).Fill(side[end]);
            if (end >= 2 && Same(side.AsSpan(end - 2, 3)) && near.AsSpan(end - 2, 3).Count(true) >= 2)
                twoOfThree.AsSpan(end - 2, 3).Fill(true);
        }
        return
        [
            .. values.Select((v, i) =>
                outside[i] ? new ChartPoint(v, SpecialCause.OutsideLimits, side[i])
                : trend[i] != 0 ? new ChartPoint(v, SpecialCause.Trend, trend[i])
                : twoOfThree[i] && near[i] ? new ChartPoint(v, SpecialCause.NearLimit, side[i])
                : oneSide[i] != 0 ? new ChartPoint(v, SpecialCause.OneSide, side[i])
                : new ChartPoint(v, SpecialCause.None, 0)),
        ];
    }

    private static bool Same(ReadOnlySpan<int> signs) => signs[0] != 0 && !signs.ContainsAnyExcept(signs[0]);
}

/// <summary>The rule that marks a point of a control chart, in order of precedence (statistics.md C10).</summary>
public enum SpecialCause
{
    /// <summary>No rule applies: common cause.</summary>
    None,

    /// <summary>(1) Beyond a limit.</summary>
    OutsideLimits,

    /// <summary>(2) One of seven points that rise, or fall, one after the other.</summary>
    Trend,

    /// <summary>(3) Near a limit, with another of three points in a row on that side of the mean.</summary>
    NearLimit,

    /// <summary>(4) One of seven in a row on one side of the mean.</summary>
    OneSide,
}

/// <summary>One point of a control chart.</summary>
/// <param name="Direction">1 for high or rising, −1 for low or falling, 0 for common cause.</param>
public readonly record struct ChartPoint(double Value, SpecialCause Cause, int Direction);
