namespace IncDiv.Contracts.Catalogue.Coverage;

/// <summary>
/// The success criteria of the strategies, statement by statement, and the measures that answer them: S000 "How will we know we have
/// succeeded?", S003 appendices A and B.
/// </summary>
public sealed class StrategyCoverage
{
    private const string Folder = "Catalogue/Coverage";

    private StrategyCoverage(IReadOnlyList<CoverageSection> sections) => Sections = sections;

    /// <summary>The coverage by the catalogue of this build.</summary>
    /// <exception cref="InvalidDataException">It is not well formed; the message says where.</exception>
    public static StrategyCoverage Default { get; } = Read(EmbeddedYaml.ReadAll<CoverageFileYaml>(Folder), MeasureCatalogue.Default);

    public IReadOnlyList<CoverageSection> Sections { get; }

    /// <summary>Reads a coverage from texts.</summary>
    /// <exception cref="InvalidDataException">A text is not well formed, or names a measure that is not in the catalogue.</exception>
    public static StrategyCoverage Read(IEnumerable<(string File, string Yaml)> texts, MeasureCatalogue catalogue) =>
        Read(texts.Select(t => (t.File, EmbeddedYaml.Parse<CoverageFileYaml>(t.File, t.Yaml))), catalogue);

    private static StrategyCoverage Read(IEnumerable<(string File, CoverageFileYaml Content)> files, MeasureCatalogue catalogue)
    {
        var sections = new List<CoverageSection>();
        var seen = new HashSet<(string, string)>();
        foreach ((string file, CoverageFileYaml content) in files)
            foreach (CoverageSectionYaml written in content.Sections)
            {
                CoverageSection section = written.ToSection(file, MeasureYaml.Required(file, "document", content.Document));
                foreach (CoverageStatement statement in section.Statements)
                {
                    Check(file, statement, catalogue);
                    if (!seen.Add((section.Document, statement.At)))
                        throw new InvalidDataException($"{file}: {section.Document} {statement.At} is listed twice.");
                }
                sections.Add(section);
            }
        return new StrategyCoverage(sections);
    }

    private static void Check(string file, CoverageStatement statement, MeasureCatalogue catalogue)
    {
        if (statement.Measures.FirstOrDefault(id => catalogue.Find(id) is null) is { } unknown)
            throw new InvalidDataException($"{file}, {statement.At}: there is no measure '{unknown}' in the catalogue.");
        if (statement.Measures.Count == 0 && statement.WhyNot.Length == 0)
            throw new InvalidDataException($"{file}, {statement.At}: name the measures that answer it, or say why none does.");
    }
}

/// <param name="Document">Seed document, such as <c>S000</c>.</param>
public sealed record CoverageSection(string Document, string Title, IReadOnlyList<CoverageStatement> Statements);

/// <summary>One success criterion of a strategy, and the measures that answer it.</summary>
/// <param name="At">Line of the seed document; after a point the sentence, bullet or (<c>o</c>) outcome within it.</param>
/// <param name="Says">A short paraphrase of the statement.</param>
/// <param name="Measures">Ids of the catalogue.</param>
/// <param name="WhyNot">Why no measure answers it, or what the measures leave open; empty if they answer it fully.</param>
public sealed record CoverageStatement(string At, string Says, IReadOnlyList<string> Measures, string WhyNot);
