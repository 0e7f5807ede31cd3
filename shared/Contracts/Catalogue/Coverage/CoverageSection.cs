namespace IncDiv.Contracts.Catalogue.Coverage;

/// <param name="Document">Seed document, such as <c>S000</c>.</param>
public sealed record CoverageSection(string Document, string Title, IReadOnlyList<CoverageStatement> Statements);
