namespace IncDiv.Contracts.Output;

/// <summary>A control chart (XmR) of the single quarters, or closing snapshots, of a measure as a whole, since its last series break.</summary>
/// <param name="Points">In chronological order, the present quarter last.</param>
public sealed record ControlSeries(string MeasureId, MeasureWindow Window, IReadOnlyList<ControlPoint> Points, double Mean, double Lower, double Upper);

public readonly record struct ControlPoint(Quarter Quarter, double Value, Variation Variation);
