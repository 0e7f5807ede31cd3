namespace IncDiv.Contracts.Hierarchies;

/// <summary>A quasi-identifier by whose values at <paramref name="Level"/> the report says whom suppression fell on.</summary>
public sealed record MonitoredColumn(string Column, int Level);
