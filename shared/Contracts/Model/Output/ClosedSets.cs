using System.Text.Json.Serialization;

namespace IncDiv.Contracts.Output;

/// <summary>What a row says of its group.</summary>
[JsonConverter(typeof(EnumTextConverter<Statistic>))]
public enum Statistic
{
    [Text("level")] Level,

    /// <summary>A difference from the comparator.</summary>
    [Text("gap")] Gap,

    [Text("ratio")] Ratio,

    /// <summary>A level over a reference that is treated as known.</summary>
    [Text("index")] Index,

    /// <summary>On the same quarter a year before.</summary>
    [Text("change")] Change,
}

/// <summary>The period that a figure covers.</summary>
[JsonConverter(typeof(EnumTextConverter<MeasureWindow>))]
public enum MeasureWindow
{
    /// <summary>The quarter alone.</summary>
    [Text("quarter")] Quarter,

    /// <summary>The quarter and the three before it, sums pooled (statistics.md C9).</summary>
    [Text("rolling-4q")] Rolling,

    /// <summary>The last day of the quarter.</summary>
    [Text("snapshot")] Snapshot,

    /// <summary>The last wave of a survey, carried forward with its own dates.</summary>
    [Text("wave")] Wave,
}

/// <summary>The unit of a figure; percent is 0 to 100.</summary>
[JsonConverter(typeof(EnumTextConverter<Unit>))]
public enum Unit
{
    [Text("percent")] Percent,
    [Text("percentage points")] PercentagePoints,
    [Text("ratio")] Ratio,
    [Text("count")] Count,
    [Text("years")] Years,
    [Text("pounds")] Pounds,
}

/// <summary>Which direction is good.</summary>
[JsonConverter(typeof(EnumTextConverter<Polarity>))]
public enum Polarity
{
    [Text("up")] Up,
    [Text("down")] Down,
    [Text("parity")] Parity,
    [Text("none")] None,
}

/// <summary>A figure against its target.</summary>
[JsonConverter(typeof(EnumTextConverter<TargetStatus>))]
public enum TargetStatus
{
    [Text("no target")] NoTarget,
    [Text("no data")] NoData,
    [Text("met")] Met,

    /// <summary>Not met, but the interval includes the target.</summary>
    [Text("near")] Near,

    [Text("missed")] Missed,
}

/// <summary>The result of the test of a gap, ratio or change.</summary>
[JsonConverter(typeof(EnumTextConverter<Significance>))]
public enum Significance
{
    [Text("")] NotTested,
    [Text("higher")] Higher,
    [Text("lower")] Lower,
    [Text("no clear difference")] NoClearDifference,
}

/// <summary>What a control chart says of its last point.</summary>
[JsonConverter(typeof(EnumTextConverter<Variation>))]
public enum Variation
{
    [Text("")] None,
    [Text("common cause")] CommonCause,
    [Text("improvement")] Improvement,
    [Text("concern")] Concern,

    /// <summary>A change that is neither good nor bad.</summary>
    [Text("shift")] Shift,
}

/// <summary>Whether a process, if unchanged, will reach its target.</summary>
[JsonConverter(typeof(EnumTextConverter<Assurance>))]
public enum Assurance
{
    [Text("")] None,
    [Text("pass")] Pass,
    [Text("fail")] Fail,
    [Text("hit or miss")] HitOrMiss,
    [Text("too few points")] TooFewPoints,
}

/// <summary>The shorthand at a figure, or in place of one. It is published in this order.</summary>
[Flags]
[JsonConverter(typeof(EnumTextConverter<Symbols>))]
public enum Symbols
{
    [Text("")] None = 0,
    [Text("c")] Suppressed = 1,
    [Text("x")] NotSupplied = 2,
    [Text("z")] NotApplicable = 4,
    [Text("u")] SmallBase = 8,
    [Text("b")] Break = 16,
    [Text("r")] Revised = 32,
    [Text("p")] Provisional = 64,
    [Text("low")] Low = 128,
}
