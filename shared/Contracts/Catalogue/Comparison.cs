namespace IncDiv.Contracts.Catalogue;

/// <summary>Which groups of a breakdown are compared with what.</summary>
/// <param name="Groups">The groups compared; empty means each group other than the comparator.</param>
/// <param name="Against">The label of the comparator; for <see cref="ComparatorKind.Previous"/> it is the group before, whichever that is.</param>
/// <param name="Statistic"><c>gap</c> or <c>ratio</c>.</param>
public sealed record Comparison(string Breakdown, IReadOnlyList<string> Groups, ComparatorKind Kind, string Against, string Statistic);
