namespace IncDiv.Contracts.PackDefinitions;

/// <summary>A headline: the level of a measure and, where <paramref name="Group"/> is given, its comparison with another group.</summary>
/// <param name="Breakdown">Breakdown of the comparison; <c>all</c> without one.</param>
/// <param name="Group">The group compared, empty for none.</param>
/// <param name="Comparator">The group it is compared with.</param>
public sealed record HeadlineDefinition(string MeasureId, string Breakdown, string Group, string Comparator);
