namespace IncDiv.Contracts.PackDefinitions;

/// <summary>The kinds of charts; what each looks like: publication.md D5.</summary>
public enum PackChartKind
{
    /// <summary>Dots with intervals: the levels of some measures, or of the groups of one.</summary>
    Intervals,

    /// <summary>A line over the quarters with the band of its interval.</summary>
    Trend,

    /// <summary>A control chart of single quarters.</summary>
    Xmr,

    /// <summary>The levels of two groups joined by a line, one line a measure.</summary>
    Dumbbell,

    /// <summary>The share at each rank, bars from zero.</summary>
    Ladder,

    /// <summary>Ratios or indices with intervals on a logarithmic axis.</summary>
    Ratio,

    /// <summary>A small chart over time for each place.</summary>
    Places,
}
