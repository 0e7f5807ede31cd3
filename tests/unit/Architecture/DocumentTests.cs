using System.Text.RegularExpressions;

namespace IncDiv.Architecture.Tests;

/// <summary>References in documents and comments exist: tests and settings in docs/security.md and docs/resilience.md, targets of links, and citations of
/// docs/design.</summary>
public sealed partial class DocumentTests
{
    private static readonly Dictionary<string, string> Files = Directory.EnumerateFiles(Root("tests"), "*", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateFiles(Root("infra"), "*", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Repository.Root)).Concat([Root("functions/host.json")])
        .Where(f => !f.Contains("/node_modules/", StringComparison.Ordinal)
            && !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal))
        .ToDictionary(f => f, f => Path.GetExtension(f) is ".cs" or ".mjs" or ".bicep" or ".json" or ".props" ? File.ReadAllText(f) : "");

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (string document in new[] { "security", "resilience" })
                foreach (Match table in Table().Matches(File.ReadAllText(Root($"docs/{document}.md"))))
                    foreach (string row in table.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                        rows.Add(document, row);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_row_of_threats_faults_or_pains_names_an_existing_test_or_setting_or_says_that_there_is_none(string document, string row)
    {
        string cell = row.TrimEnd('|', ' ').Split('|')[^1].Trim();
        string[] names = [.. Code().Matches(cell).Select(m => m.Groups[1].Value)];
        Assert.True(names.Length > 0 || cell.StartsWith("none:", StringComparison.Ordinal), $"{document}: {row}");
        Assert.All(names, n => Assert.True(Exists(n), $"{document} names {n}"));
    }

    [Fact]
    public void All_26_pains_and_all_six_kinds_of_threats_have_rows()
    {
        Assert.Equal(
            Enumerable.Range(1, 26),
            Rows.Select(r => Pain().Match((string)r[1])).Where(m => m.Success).SelectMany(m => m.Groups[1].Value.Split(", ")).Select(int.Parse).Order());
        Assert.Equal("DEIRST", string.Concat(Rows.Select(r => Threat().Match((string)r[1]).Groups[1].Value).Distinct().Order()));
    }

    [Fact]
    public void Citations_in_comments_exist_in_their_document() =>
        Assert.Empty(Sources().SelectMany(f => Citation.In(f, File.ReadLines(Root(f)))).SelectMany(Unresolved));

    [Fact]
    public void Comments_cite_the_design_and_the_search_finds_that_they_do()
    {
        Citation[] citations = [.. Sources().SelectMany(f => Citation.In(f, File.ReadLines(Root(f))))];
        string[] documents = [.. Directory.EnumerateFiles(Root("docs/design"), "*.md")
            .Select(f => Path.GetFileNameWithoutExtension(f)).Where(d => d is not ("README" or "hosting"))];
        Assert.All(documents, d => Assert.Contains(citations, c => c.Document == d));
        Assert.True(citations.Count(c => c.Labels.Count > 0) > 100, $"{citations.Count(c => c.Labels.Count > 0)} citations with a label");
    }

    // The name and its extension are written apart, otherwise these lines would be citations themselves.
    [Theory]
    [InlineData("shared/Workflows/A.cs", "/// Weighted (statistics#md C2, C98).", "C98")]
    [InlineData("shared/Workflows/A.cs", "// See statistics#md\n    // C97 for more.", "C97")]
    [InlineData("shared/Workflows/A.yaml", "a: b # disclosure#md 4.9", "4.9")]
    [InlineData("shared/Workflows/A.cs", "// disclosure#md 4.2, S97 to S99", "S97 S98 S99")]
    [InlineData("shared/Workflows/A.mjs", "test('A leak (disclosure#md S96)')", "S96")]
    [InlineData("shared/Workflows/A.cs", "// feeds#md sections 1 to 8", "5 6 7 8")]
    [InlineData("shared/Workflows/A.cs", "// bar B95 of disclosure#md 8.1", "B95")]
    [InlineData("shared/Workflows/A.cs", "// (measures#md, \"Baseline\")", "\"Baseline\"")]
    [InlineData("shared/Workflows/A.cs", "// nowhere#md says so", "nowhere")]
    [InlineData("shared/Measures/A.cs", "// As C5 and C94.", "C94")]
    [InlineData("shared/Workflows/A.cs", "// Cell C94; 9.9 of 10; /folder/feeds", "")]
    [InlineData("shared/Workflows/A.cs", "// (statistics#md C5, \"Has the gap changed?\"), (feeds#md 3.1 and 3.2), outputs#md section 2: by hand", "")]
    public void Missing_citations_are_found(string file, string lines, string missing) => Assert.Equal(
        missing.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Citation.In(file, lines.Replace("#md", ".md", StringComparison.Ordinal).Split('\n')).SelectMany(Unresolved).Select(u => u.Split(": ")[1]).ToArray());

    [Fact]
    public void A_label_is_unique_in_its_document() => Assert.Empty(Directory.EnumerateFiles(Root("docs/design"), "*.md")
        .SelectMany(d => Documents.HeadingLabelsOf(d).GroupBy(l => l).Where(g => g.Count() > 1).Select(g => $"{Path.GetFileName(d)}: {g.Key}")));

    [Fact]
    public void Links_between_documents_have_a_target() => Assert.Empty(Documents.All()
        .SelectMany(d => Link().Matches(File.ReadAllText(d)).Select(m => (From: d, To: m.Groups[1].Value)))
        .Where(l => !l.To.Contains(':', StringComparison.Ordinal) && !LeadsSomewhere(l.From, l.To))
        .Select(l => $"{Path.GetRelativePath(Repository.Root, l.From)}: {l.To}"));

    private static bool LeadsSomewhere(string from, string to)
    {
        string[] parts = to.Split('#');
        string target = parts[0].Length == 0 ? from : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(from)!, parts[0]));
        return (File.Exists(target) || Directory.Exists(target)) && (parts.Length == 1 || Documents.AnchorsOf(target).Contains(parts[1]));
    }

    private static IEnumerable<string> Unresolved(Citation citation) => Documents.Find(citation.Document, Root(citation.File)) is not { } document
        ? [$"{citation.File}, line {citation.Line}, cites a document that does not exist: {citation.Document}"]
        : citation.Labels.Where(l => !Documents.LabelsOf(document).Contains(l)).Select(
            l => $"{citation.File}, line {citation.Line}, cites a label that {citation.Document}.md does not have: {l}");

    private static IEnumerable<string> Sources() => new[] { "shared", "functions", "infra", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Root(folder), "*", SearchOption.AllDirectories))
        .Where(f => Path.GetExtension(f) is ".cs" or ".yaml" or ".yml" or ".mjs" or ".bicep" or ".sh" or ".ts")
        .Select(f => Path.GetRelativePath(Repository.Root, f))
        .Where(f => !f.Split('/').Any(p => p is "node_modules" or "bin" or "obj")).Order(StringComparer.Ordinal);

    // A test, a class of tests, a file, or a setting of Azure or of the build.
    private static bool Exists(string name) => Method().IsMatch(name)
        ? Files.Any(f => f.Key.EndsWith(".cs", StringComparison.Ordinal) && f.Value.Contains($" {name}(", StringComparison.Ordinal))
        : Files.Keys.Any(f => Path.GetFileName(f) == name || Path.GetFileName(f) == name + ".cs")
            || Files.Any(f => Path.GetExtension(f.Key) is ".bicep" or ".props" or ".json" && f.Value.Contains(name, StringComparison.Ordinal));

    private static string Root(string path) => Path.Combine(Repository.Root, path);

    [GeneratedRegex(@"\| test(?: or setting)? \|\n\|[-| ]+\|\n((?:\|.*\n)+)")]
    private static partial Regex Table();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+)+$")]
    private static partial Regex Method();

    [GeneratedRegex(@"^\| ([0-9]+(?:, [0-9]+)?) \|")]
    private static partial Regex Pain();

    [GeneratedRegex(@"^\| \*\*([STRIDE])\*\*")]
    private static partial Regex Threat();
}
