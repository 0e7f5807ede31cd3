namespace IncDiv.Contracts.PackDefinitions;

/// <summary>A group that a pack is about: a section of its own, with the group's level and comparisons in every measure.</summary>
/// <param name="Title">Heading of the section.</param>
/// <param name="Breakdowns">Where the group stands.</param>
public sealed record PackFocus(string Title, IReadOnlyList<string> Breakdowns, string Group);
