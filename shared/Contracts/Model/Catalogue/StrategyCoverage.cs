namespace IncDiv.Contracts.Catalogue;

/// <summary>The success criteria of the strategies, statement by statement, and the measures that answer them: S000 "How will we know we have succeeded?", S003
/// appendices A and B.</summary>
public sealed class StrategyCoverage
{
    internal StrategyCoverage(IReadOnlyList<CoverageSection> sections) => Sections = sections;

    public IReadOnlyList<CoverageSection> Sections { get; }
}

/// <param name="Document">Seed document, such as <c>S000</c>.</param>
public sealed record CoverageSection(string Document, string Title, IReadOnlyList<CoverageStatement> Statements);

/// <summary>One success criterion of a strategy, and the measures that answer it.</summary>
/// <param name="At">Line of the seed document; after a point the sentence, bullet or (<c>o</c>) outcome within it.</param>
/// <param name="Says">A short paraphrase of the statement.</param>
/// <param name="Measures">Ids of the catalogue.</param>
/// <param name="WhyNot">Why no measure answers it, or what the measures leave open; empty if they answer it fully.</param>
public sealed record CoverageStatement(string At, string Says, IReadOnlyList<string> Measures, string WhyNot);
