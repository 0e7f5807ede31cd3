namespace IncDiv.Contracts.Catalogue.Coverage;

/// <summary>The written form of a file of statements; see the comment in <c>Catalogue/Coverage/1-s000-success.yaml</c>.</summary>
internal sealed class CoverageFileYaml
{
    public string? Document { get; set; }

    public List<CoverageSectionYaml> Sections { get; set; } = [];
}

internal sealed class CoverageSectionYaml
{
    public string? Title { get; set; }

    public List<CoverageStatementYaml> Statements { get; set; } = [];

    public CoverageSection ToSection(string file, string document) => new(
        document, MeasureYaml.Required(file, "title", Title), [.. Statements.Select(s => s.ToStatement($"{file}, '{Title}'"))]);
}

internal sealed class CoverageStatementYaml
{
    public string? At { get; set; }

    public string? Says { get; set; }

    public List<string> Measures { get; set; } = [];

    public string WhyNot { get; set; } = "";

    public CoverageStatement ToStatement(string at) =>
        new(MeasureYaml.Required(at, "at", At), MeasureYaml.Required($"{at}, {At}", "says", Says), Measures, WhyNot);
}
