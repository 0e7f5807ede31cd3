namespace IncDiv.Contracts.PackDefinitions;

/// <summary>An objective or pillar of the strategy: a section of the pack.</summary>
/// <param name="Charts">What its charts show; none for tables alone.</param>
public sealed record PackObjective(string Title, IReadOnlyList<PackChart> Charts, IReadOnlyList<PackPriority> Priorities);
