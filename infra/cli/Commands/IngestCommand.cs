using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using IncDiv.Anonymisation;
using IncDiv.Anonymisation.Microdata;
using IncDiv.Contracts;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Hierarchies;
using IncDiv.Contracts.Receipts;
using IncDiv.Contracts.Rows;
using IncDiv.Flows;
using IncDiv.Ingestion;
using IncDiv.Ingestion.Receipts;
using IncDiv.Storage.Curated;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv ingest</c>: ingestion alone, from a file to curated Parquet, without storage.</summary>
internal static class IngestCommand
{
    public static Command Create()
    {
        Option<Feed> feed = CommandOptions.Feed();
        var input = new Option<FileInfo>("--in") { Description = "File to take in.", Required = true };
        Option<DirectoryInfo> output = CommandOptions.OutFolder();
        Option<bool> json = CommandOptions.Json();
        var command = new Command("ingest", "Validate and anonymise one file into curated Parquet, without storage.") { feed, input, output, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(feed), parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Feed feed, FileInfo input, DirectoryInfo output, bool json, CancellationToken cancellationToken)
    {
        if (!input.Exists)
        {
            Progress.Say($"There is no file {input}.");
            return ExitCode.Usage;
        }
        output.Create();
        await using FileStream file = input.OpenRead();
        string id = await DropId.ComputeAsync(file, cancellationToken);
        file.Position = 0;
        DirectoryInfo work = output.CreateSubdirectory($".{id}");
        try
        {
            IngestedDrop drop = await new CuratedIngestion(Key()).RunAsync(feed, input.Name, file, await Sidecar.ReadAsync(input, cancellationToken), work, cancellationToken);
            foreach (CuratedPart part in drop.Parts)
            {
                var target = new FileInfo(Path.Combine(output.FullName, CuratedStore.PathOf(feed.Name, part.Quarter, id)));
                target.Directory!.Create();
                part.File.MoveTo(target.FullName, overwrite: true);
                await ReleaseAsync(feed, part.Quarter, target, output, cancellationToken);
            }
            Receipt receipt = new ReceiptBuilder(feed, id, input.Name, input.Length, input.LastWriteTimeUtc).ForReading(drop.Reading, drop.Profile);
            return ReceiptOutput.Show(receipt, json);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    // The BI microdata of this file alone; in storage that of a quarter is made of all its drops.
    private static async Task ReleaseAsync(Feed feed, Quarter quarter, FileInfo curated, DirectoryInfo output, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = output.CreateSubdirectory($"bi/{feed.Name}/quarter={quarter}");
        var file = new FileInfo(Path.Combine(folder.FullName, "edition-1.parquet"));
        BiPublished published = await BiPublication.WriteAsync(
            ReleaseCatalogue.Default.Find(feed.Name)!, quarter, () => ReadAsync(feed, quarter, curated, cancellationToken), new PrivacyModel(), null, file, cancellationToken);
        if (published.Report is not { } report)
        {
            Progress.Say($"No BI microdata of {quarter}: {published.Refusal}");
            return;
        }
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "risk.json"), BiPublication.ToJson(report), cancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "risk.html"), RiskPage.Render(report), cancellationToken);
    }

    private static async IAsyncEnumerable<RowBatch> ReadAsync(
        Feed feed, Quarter quarter, FileInfo curated, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using FileStream file = curated.OpenRead();
        await foreach (RowBatch batch in CuratedReader.ReadAsync(feed, quarter, file, cancellationToken))
            yield return batch;
    }

    private static PseudonymKey Key()
    {
        if (Environment.GetEnvironmentVariable("PseudonymKey") is { Length: > 0 } secret)
            return PseudonymKey.Parse(secret, Environment.GetEnvironmentVariable("PseudonymKeyId") ?? "1");
        Progress.Say("PseudonymKey is not set: a development key was made for this run only.");
        return PseudonymKey.Parse(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), "development");
    }
}
