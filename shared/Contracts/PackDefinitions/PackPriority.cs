namespace IncDiv.Contracts.PackDefinitions;

/// <summary>A priority of the strategy, with the measures that answer to it.</summary>
/// <param name="MeasureIds">In the order of the pack; see <see cref="PackDefinition.Covers"/>.</param>
public sealed record PackPriority(string Title, IReadOnlyList<string> MeasureIds);
