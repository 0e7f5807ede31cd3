namespace IncDiv.Contracts.Catalogue;

/// <param name="Grouping">The grouping of the column's code list; null for a text column.</param>
public sealed record BreakdownColumn(string Name, string? Grouping);
