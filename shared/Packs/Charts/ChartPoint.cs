using IncDiv.Contracts.Output;

namespace IncDiv.Packs.Charts;

/// <summary>One line of a chart: a level with its name.</summary>
internal sealed record ChartPoint(string Label, MeasureRow Row)
{
    /// <summary>A suppressed or missing figure is named in a note and never drawn.</summary>
    public bool IsDrawn => Row.Value is not null;
}
