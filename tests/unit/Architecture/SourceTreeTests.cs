using System.Text.RegularExpressions;

namespace IncDiv.Architecture.Tests;

public sealed partial class SourceTreeTests
{
    private const int MaxFileLines = 300;
    private const int MaxParameters = 7;
    private static readonly string[] EmptyNames = ["Helper", "Manager", "Utils", "Common"];

    [Fact]
    public void No_source_file_is_too_long() =>
        Assert.DoesNotContain(Sources.All, f => File.ReadLines(f).Count() > MaxFileLines);

    [Fact]
    public void File_names_use_terms_of_the_field_not_empty_words() =>
        Assert.DoesNotContain(Sources.All, f => EmptyNames.Any(n => Path.GetFileNameWithoutExtension(f).EndsWith(n, StringComparison.Ordinal)));

    [Fact]
    public void Product_code_does_not_switch_on_the_kind_of_build() =>
        Assert.DoesNotContain(Product(), f => File.ReadLines(f).Any(l => l.StartsWith("#if", StringComparison.Ordinal)));

    [Fact]
    public void Contracts_are_given_and_only_the_composition_roots_choose_those_of_the_build() => Assert.Equal(
        ["infra/cli/ContractOption.cs", "shared/Workflows/GivenContracts.cs"],
        Product().Concat(Below("infra")).Where(f => File.ReadAllText(f).Contains("ContractSet.Embedded", StringComparison.Ordinal))
            .Select(Repository.RelativePathOf)
            .Where(f => !f.StartsWith("shared/Contracts/", StringComparison.Ordinal) && !f.StartsWith("infra/samples/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));

    // The section of actions has the name of the register by chance; short codes are any letter.
    [Fact]
    public void No_product_code_names_a_feed_a_breakdown_a_code_list_or_a_rank()
    {
        FeedCatalogue feeds = ContractSet.Embedded.Feeds;
        string[] names =
        [
            .. feeds.Feeds.Select(f => f.Name), .. feeds.CodeLists.Keys,
            .. ContractSet.Embedded.Measures.Breakdowns.Keys.Where(b => b != Breakdown.All),
            .. new[] { "rank", "band", "rank_band" }.SelectMany(l => feeds.CodeLists[l].Codes).SelectMany(c => new[] { c.Code, c.Label })
                .Where(n => n.Length > 2),
        ];
        Assert.Empty(
            from file in Below("shared")
            where Path.GetFileName(file) != "ActionSection.cs"
            let text = File.ReadAllText(file)
            from name in names
            where text.Contains($"\"{name}\"", StringComparison.Ordinal)
            select $"{Repository.RelativePathOf(file)}: {name}");
    }

    [Fact]
    public void No_line_is_longer_than_the_limit()
    {
        string setting = File.ReadLines(Repository.PathOf(".editorconfig")).Single(l => l.StartsWith("max_line_length", StringComparison.Ordinal));
        int limit = int.Parse(setting.Split('=')[1], CultureInfo.InvariantCulture);
        Assert.Empty(
            from file in Sources.All
            from line in File.ReadLines(file).Index()
            where line.Item.Length > limit
            select $"{Repository.RelativePathOf(file)}, line {line.Index + 1}: {line.Item.Length} characters");
    }

    // Records and the model of the contracts are exempt: they are data, and their constructors list it.
    // So are private constructors, which only the class itself calls.
    [Fact]
    public void A_class_is_given_at_most_seven_things() => Assert.Empty(
        Product().Concat(Below("infra")).Where(f => !f.StartsWith(Repository.PathOf("shared/Contracts/"), StringComparison.Ordinal))
            .SelectMany(f => Constructors.In(File.ReadAllText(f)).Where(c => c.Parameters > MaxParameters)
                .Select(c => $"{Repository.RelativePathOf(f)}: {c.Name} takes {c.Parameters}")));

    [Theory]
    [InlineData("public sealed class A(int a, Dictionary<string, int> b, (int, int) c) : B(a, 1, 2, 3)", "A 3")]
    [InlineData("class A\n{\n    internal A(int a, Func<int, int> b, C c = new(1, 2))\n    {\n        Call(1, 2, 3, 4);\n", "A 3")]
    [InlineData("class A<T>(T a)", "A 1")]
    [InlineData("class A() { private A(int a, int b) { } }", "A 0")]
    [InlineData("record A(int a, int b); record struct B(int c);", "")]
    public void Parameters_of_constructors_are_counted(string source, string counted) =>
        Assert.Equal(counted, string.Join("; ", Constructors.In(source).Select(c => $"{c.Name} {c.Parameters}")));

    [Fact]
    public void No_exception_is_swallowed() => Assert.Equal(
        // Each catch names the exceptions it expects, except for five: a failed renewal loses the lease, a failed sign of life counts as none,
        // a failure fails the run at its end, and a failed copy records its failure and rethrows.
        [
            "functions/Operations/PoisonMessage.cs: catch (Exception unreadable) "
                + "when (unreadable is JsonException or InvalidOperationException or ArgumentException)",
            "functions/Program.cs: catch (Exception e) when (e is OptionsValidationException or InvalidOperationException or FormatException "
                + "or IOException or UnauthorizedAccessException or RequestFailedException or AuthenticationFailedException or AggregateException)",
            "shared/Ingestion/DropManifest.cs: catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)",
            "shared/Ingestion/Excel/WorkbookReader.cs: catch (Exception damage) "
                + "when (damage is InvalidDataException or XmlException or DecoderFallbackException)",
            "shared/Storage/Leases/WriterLease.cs: catch (Exception e) "
                + "when (e is RequestFailedException or IOException or OperationCanceledException or AuthenticationFailedException)",
            "shared/Storage/Leases/WriterLease.cs: catch (Exception)",
            "shared/Storage/Leases/WriterLease.cs: catch (Exception)",
            "shared/Storage/Measures/MeasureTables.cs: catch",
            "shared/Storage/Measures/MeasureTables.cs: catch (Exception e) when (!cancellationToken.IsCancellationRequested)",
            "shared/Workflows/GivenContracts.cs: catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)",
            "shared/Workflows/Notices/MailChannel.cs: catch (Exception e) when (!cancellationToken.IsCancellationRequested)",
            "shared/Workflows/Notices/MailChannel.cs: catch (Exception e) when (e is not DeliveryException && !cancellationToken.IsCancellationRequested)",
            "shared/Workflows/Operations/Reconciliation.cs: catch (Exception e) when (!cancellationToken.IsCancellationRequested)",
        ],
        Product().SelectMany(f => CatchAll().Matches(File.ReadAllText(f)).Select(m => $"{Path.GetRelativePath(Repository.Root, f)}: {OnOneLine(m.Value)}"))
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Logs_have_ids_and_not_the_names_that_source_teams_give_their_files() =>
        Assert.DoesNotContain(Product().SelectMany(File.ReadLines), l => LogOfName().IsMatch(l));

    [Fact]
    public void Every_feed_has_a_function_that_its_drops_fire_and_the_only_other_blobs_that_do_are_markers_of_quarters()
    {
        string[] triggers = [.. Directory.EnumerateFiles(Repository.PathOf("functions"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => BlobTrigger().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Order(StringComparer.Ordinal)];
        Assert.Equal(
            [.. ContractSet.Embedded.Feeds.Feeds.Select(f => $"drops/{f.Name}/{{name}}").Order(StringComparer.Ordinal), "work/measures/{quarter}.json"],
            triggers);
    }

    private static IEnumerable<string> Product() => Below("shared").Concat(Below("functions"));

    private static IEnumerable<string> Below(string folder) =>
        Sources.All.Where(f => f.StartsWith(Repository.PathOf(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private static string OnOneLine(string clause) => string.Join(' ', clause.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // A clause with its filter, which may be on several lines.
    [GeneratedRegex(@"\bcatch *(\((System\.)?Exception\b[^{]*|$|\{)", RegexOptions.Multiline)]
    private static partial Regex CatchAll();

    [GeneratedRegex(@"\.Log\w*\(.*(\.File\b|\{(File|Blob|Name)\}|\b(file|blob)\b[,)])")]
    private static partial Regex LogOfName();

    [GeneratedRegex(@"\[BlobTrigger\(""([^""]+)""")]
    private static partial Regex BlobTrigger();
}
