namespace IncDiv.Contracts.PackDefinitions;

/// <summary>An objective of the strategy: a section of the pack.</summary>
/// <param name="Chart">What the section's chart shows.</param>
public sealed record PackObjective(string Title, PackChart Chart, IReadOnlyList<PackPriority> Priorities);
