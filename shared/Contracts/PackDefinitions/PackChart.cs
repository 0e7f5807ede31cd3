namespace IncDiv.Contracts.PackDefinitions;

/// <summary>A dot-and-interval chart: the levels of some measures, or of the groups of one.</summary>
/// <param name="Title">What is measured; the finding is worded from the figures.</param>
/// <param name="Breakdown"><c>all</c> for one dot a measure, otherwise one dot a group.</param>
public sealed record PackChart(string Title, IReadOnlyList<string> MeasureIds, string Breakdown);
