namespace IncDiv.Measures.Statistics;

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
