namespace IncDiv.Contracts.Catalogue;

/// <summary>A figure that a strategy printed: shown beside today's with its date, never joined to the series.</summary>
/// <param name="Date">The date or period that the source gives, in its words.</param>
/// <param name="Source">Seed document and section.</param>
/// <param name="Comparator">Empty unless <paramref name="Statistic"/> is a gap or ratio.</param>
public sealed record Baseline(double Value, string Date, string Source, string Breakdown, string Group, string Comparator, string Statistic);
