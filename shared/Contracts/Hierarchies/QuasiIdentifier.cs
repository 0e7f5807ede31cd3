namespace IncDiv.Contracts.Hierarchies;

/// <summary>A curated column that others may know of a person: it is generalised.</summary>
/// <param name="Importance">Weighs the loss of the column and says which cells are suppressed last; 1 is ordinary.</param>
/// <param name="MinLevel">The finest level that is ever released.</param>
public sealed record QuasiIdentifier(string Column, Hierarchy Hierarchy, int Importance, int MinLevel = 0);
