using System.Text.RegularExpressions;

namespace IncDiv.Architecture.Tests;

public sealed partial class SourceTreeTests
{
    private const int LongestFile = 400;
    private static readonly string[] EmptyNames = ["Helper", "Manager", "Utils", "Common"];

    [Fact]
    public void No_source_file_is_too_long_to_be_read_in_one_go() =>
        Assert.DoesNotContain(Repository.Sources(), f => File.ReadLines(f).Count() > LongestFile);

    [Fact]
    public void Files_are_named_after_the_field_not_after_nothing() =>
        Assert.DoesNotContain(Repository.Sources(), f => EmptyNames.Any(n => Path.GetFileNameWithoutExtension(f).EndsWith(n, StringComparison.Ordinal)));

    [Fact]
    public void Product_code_does_not_switch_on_the_kind_of_build() =>
        Assert.DoesNotContain(Product(), f => File.ReadLines(f).Any(l => l.StartsWith("#if", StringComparison.Ordinal)));

    [Fact]
    public void No_exception_is_swallowed() =>
        Assert.DoesNotContain(Product(), f => SwallowingCatch().IsMatch(File.ReadAllText(f)));

    [Fact]
    public void What_the_functions_write_never_fires_the_function_that_wrote_it()
    {
        string[] triggers = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => BlobTrigger().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Order(StringComparer.Ordinal)];
        // Ingestion writes to receipts, curated, quarantine and work; computation writes to measures and takes its marker away.
        Assert.Equal(
            ["drops/actions/{name}", "drops/pas/{name}", "drops/staff-survey/{name}", "drops/victim-satisfaction/{name}", "drops/workforce/{name}", "work/measures/{quarter}.json"],
            triggers);
    }

    private static IEnumerable<string> Product() => Repository.Sources()
        .Where(f => f.StartsWith(Path.Combine(Repository.Root, "shared"), StringComparison.Ordinal) || f.StartsWith(Path.Combine(Repository.Root, "functions"), StringComparison.Ordinal));

    [GeneratedRegex(@"catch\s*(\(Exception( \w+)?\)\s*)?\{\s*\}")]
    private static partial Regex SwallowingCatch();

    [GeneratedRegex(@"\[BlobTrigger\(""([^""]+)""")]
    private static partial Regex BlobTrigger();
}
