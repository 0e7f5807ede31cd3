namespace IncDiv.Contracts.PackDefinitions;

/// <summary>An inconsistency of the source documents: printed, never repaired (measures.md, last section).</summary>
public sealed record SourceNote(string Topic, string Note);
