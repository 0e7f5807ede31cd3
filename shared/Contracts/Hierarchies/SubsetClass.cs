namespace IncDiv.Contracts.Hierarchies;

/// <summary>The smallest class on a subset of the quasi-identifiers, in the written file.</summary>
public sealed record SubsetClass(IReadOnlyList<string> Columns, long SmallestClass);
