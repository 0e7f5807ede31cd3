using System.Text.RegularExpressions;

namespace IncDiv.Architecture.Tests;

public sealed partial class SourceTreeTests
{
    private const int MaxFileLines = 400;
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
    public void No_exception_is_swallowed() => Assert.Equal(
        // Each catch names the exceptions it expects, except for five: a failed renewal loses the lease, a failed sign of life counts as none,
        // a failure fails the run at its end, and a failed copy records its failure and rethrows.
        [
            "functions/Operations/PoisonMessage.cs: catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)",
            "functions/Program.cs: catch (Exception e) when (e is OptionsValidationException or InvalidOperationException or FormatException or IOException or UnauthorizedAccessException or RequestFailedException or AuthenticationFailedException or AggregateException)",
            "shared/Ingestion/DropManifest.cs: catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)",
            "shared/Ingestion/Excel/WorkbookReader.cs: catch (Exception damage) when (damage is InvalidDataException or XmlException or DecoderFallbackException)",
            "shared/Storage/Leases/WriterLease.cs: catch (Exception e) when (e is RequestFailedException or IOException or OperationCanceledException or AuthenticationFailedException)",
            "shared/Storage/Leases/WriterLease.cs: catch (Exception)",
            "shared/Storage/Leases/WriterLease.cs: catch (Exception)",
            "shared/Storage/Measures/MeasureTables.cs: catch",
            "shared/Storage/Measures/MeasureTables.cs: catch (Exception e) when (!cancellationToken.IsCancellationRequested)",
            "shared/Workflows/Notices/MailChannel.cs: catch (Exception e) when (!cancellationToken.IsCancellationRequested)",
            "shared/Workflows/Notices/MailChannel.cs: catch (Exception e) when (e is not DeliveryException && !cancellationToken.IsCancellationRequested)",
            "shared/Workflows/Operations/Reconciliation.cs: catch (Exception e) when (!cancellationToken.IsCancellationRequested)",
        ],
        Product().SelectMany(f => File.ReadLines(f).Where(l => CatchAll().IsMatch(l)).Select(l => $"{Path.GetRelativePath(Repository.Root, f)}: {l.Trim()}")).Order(StringComparer.Ordinal));

    [Fact]
    public void Logs_have_ids_and_not_the_names_that_source_teams_give_their_files() =>
        Assert.DoesNotContain(Product().SelectMany(File.ReadLines), l => LogOfName().IsMatch(l));

    [Fact]
    public void Every_feed_has_a_function_that_its_drops_fire_and_the_only_other_blobs_that_do_are_markers_of_quarters()
    {
        string[] triggers = [.. Directory.EnumerateFiles(Repository.PathOf("functions"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => BlobTrigger().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Order(StringComparer.Ordinal)];
        Assert.Equal([.. ContractSet.Embedded.Feeds.Feeds.Select(f => $"drops/{f.Name}/{{name}}").Order(StringComparer.Ordinal), "work/measures/{quarter}.json"], triggers);
    }

    private static IEnumerable<string> Product() => Sources.All
        .Where(f => f.StartsWith(Path.Combine(Repository.Root, "shared"), StringComparison.Ordinal) || f.StartsWith(Path.Combine(Repository.Root, "functions"), StringComparison.Ordinal));

    [GeneratedRegex(@"\bcatch\s*(\((System\.)?Exception\b|$|\{)")]
    private static partial Regex CatchAll();

    [GeneratedRegex(@"\.Log\w*\(.*(\.File\b|\{(File|Blob|Name)\}|\b(file|blob)\b[,)])")]
    private static partial Regex LogOfName();

    [GeneratedRegex(@"\[BlobTrigger\(""([^""]+)""")]
    private static partial Regex BlobTrigger();
}
