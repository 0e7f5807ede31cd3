using System.Text.RegularExpressions;

namespace IncDiv.Architecture.Tests;

/// <summary>What docs/security.md and docs/resilience.md name as tests and settings is there.</summary>
public sealed partial class DocumentTests
{
    private static readonly Dictionary<string, string> Files = Directory.EnumerateFiles(Root("tests"), "*", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateFiles(Root("infra"), "*", SearchOption.AllDirectories)).Concat(Directory.EnumerateFiles(Repository.Root)).Concat([Root("functions/host.json")])
        .Where(f => !f.Contains("/node_modules/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal))
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
    public void A_line_of_a_table_of_threats_faults_or_pains_names_a_test_or_setting_that_is_there_or_says_that_there_is_none(string document, string row)
    {
        string cell = row.TrimEnd('|', ' ').Split('|')[^1].Trim();
        string[] names = [.. Code().Matches(cell).Select(m => m.Groups[1].Value)];
        Assert.True(names.Length > 0 || cell.StartsWith("none:", StringComparison.Ordinal), $"{document}: {row}");
        Assert.All(names, n => Assert.True(Exists(n), $"{document} names {n}"));
    }

    [Fact]
    public void All_26_pains_and_all_six_kinds_of_threats_have_their_lines()
    {
        Assert.Equal(Enumerable.Range(1, 26), Rows.Select(r => Pain().Match((string)r[1])).Where(m => m.Success).SelectMany(m => m.Groups[1].Value.Split(", ")).Select(int.Parse).Order());
        Assert.Equal("DEIRST", string.Concat(Rows.Select(r => Threat().Match((string)r[1]).Groups[1].Value).Distinct().Order()));
    }

    // A test, a class of tests, a file, or a setting of Azure or of the build.
    private static bool Exists(string name) => Method().IsMatch(name)
        ? Files.Any(f => f.Key.EndsWith(".cs", StringComparison.Ordinal) && f.Value.Contains($" {name}(", StringComparison.Ordinal))
        : Files.Keys.Any(f => Path.GetFileName(f) == name || Path.GetFileName(f) == name + ".cs")
            || Files.Any(f => Path.GetExtension(f.Key) is ".bicep" or ".props" or ".json" && f.Value.Contains(name, StringComparison.Ordinal));

    private static string Root(string path) => Path.Combine(Repository.Root, path);

    [GeneratedRegex(@"\| test(?: or setting)? \|\n\|[-| ]+\|\n((?:\|.*\n)+)")]
    private static partial Regex Table();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("^[A-Z][a-z0-9]*(_[A-Za-z0-9]+)+$")]
    private static partial Regex Method();

    [GeneratedRegex(@"^\| ([0-9]+(?:, [0-9]+)?) \|")]
    private static partial Regex Pain();

    [GeneratedRegex(@"^\| \*\*([STRIDE])\*\*")]
    private static partial Regex Threat();
}
