namespace IncDiv.Contracts.PackDefinitions;

/// <summary>A chart, or one for each of its measures: trend, control chart, ladder and places show one measure each.</summary>
/// <param name="Title">What is measured; the finding is worded from the figures.</param>
/// <param name="MeasureIds">See <see cref="PackDefinition.Covers"/>.</param>
/// <param name="Breakdown"><c>all</c> for the measure as a whole.</param>
/// <param name="Group">The group drawn over time or compared; empty for all of the breakdown.</param>
/// <param name="Comparator">What the group is compared with in a dumbbell.</param>
public sealed record PackChart(PackChartKind Kind, string Title, IReadOnlyList<string> MeasureIds, string Breakdown, string Group, string Comparator);
