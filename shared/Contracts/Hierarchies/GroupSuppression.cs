namespace IncDiv.Contracts.Hierarchies;

/// <summary>How suppression fell on a group of people.</summary>
/// <param name="Ratio">The group's suppressed share / that of everyone else; null where nobody else's cells were suppressed.</param>
/// <param name="Warns">The group bears more than 1.5 times what the others bear.</param>
public sealed record GroupSuppression(string Column, string Group, long Records, long SuppressedRecords, double SuppressedShare, double? Ratio, bool Warns);
