namespace IncDiv.Packs;

/// <summary>A control chart (XmR) of the single quarters, or closing snapshots, of a measure as a whole, since its last series break.</summary>
/// <param name="Points">In the order of time, the present quarter last.</param>
public sealed record ControlSeries(string MeasureId, string Window, IReadOnlyList<ControlPoint> Points, double Mean, double Lower, double Upper);

/// <param name="Direction">1 for a signal that is high or rising, −1 for one that is low or falling, 0 for common cause.</param>
public readonly record struct ControlPoint(Quarter Quarter, double Value, int Direction);
