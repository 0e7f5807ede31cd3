namespace IncDiv.Contracts.PackDefinitions;

/// <summary>An inconsistency of the source documents: printed, never repaired (measures.md, "Inconsistencies in the sources").</summary>
public sealed record SourceNote(string Topic, string Note);
