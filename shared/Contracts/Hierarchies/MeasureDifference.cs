namespace IncDiv.Contracts.Hierarchies;

/// <summary>A published measure computed again from the file.</summary>
public sealed record MeasureDifference(string Id, double? Official, double? Bi, double? Difference);
