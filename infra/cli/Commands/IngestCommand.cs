using System.CommandLine;
using System.Security.Cryptography;
using IncDiv.Anonymisation;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Receipts;
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
            (DropReading reading, IReadOnlyList<CuratedPart> parts) =
                await new CuratedIngestion(Key()).RunAsync(feed, input.Name, file, work, cancellationToken);
            foreach (CuratedPart part in parts)
            {
                var target = new FileInfo(Path.Combine(output.FullName, CuratedStore.PathOf(feed.Name, part.Quarter, id)));
                target.Directory!.Create();
                part.File.MoveTo(target.FullName, overwrite: true);
            }
            Receipt receipt = new ReceiptBuilder(feed, id, input.Name, input.Length, input.LastWriteTimeUtc).ForReading(reading);
            return ReceiptOutput.Show(receipt, json);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static PseudonymKey Key()
    {
        if (Environment.GetEnvironmentVariable("PseudonymKey") is { Length: > 0 } secret)
            return PseudonymKey.Parse(secret, Environment.GetEnvironmentVariable("PseudonymKeyId") ?? "1");
        Progress.Say("PseudonymKey is not set: a development key was made for this run only.");
        return PseudonymKey.Parse(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), "development");
    }
}
