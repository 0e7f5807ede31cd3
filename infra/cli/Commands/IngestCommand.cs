using System.Runtime.CompilerServices;
using IncDiv.Anonymisation.KAnonymity;
using IncDiv.Contracts.Microdata;
using IncDiv.Contracts.Rows;
using IncDiv.Ingestion;
using IncDiv.Storage.Curated;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv ingest</c>: ingests files to curated Parquet, without storage.</summary>
internal static class IngestCommand
{
    public static Command Create()
    {
        Option<Feed> feed = CommandOptions.Feed(required: false);
        var input = new Option<FileInfo>("--in") { Description = "File to ingest." };
        Option<DirectoryInfo> drops = CommandOptions.DropsFolder(required: false);
        Option<DirectoryInfo> output = CommandOptions.OutFolder();
        var curatedOnly = new Option<bool>("--curated-only") { Description = "Do not write the k-anonymous microdata for BI tools." };
        Option<bool> json = CommandOptions.Json();
        var command = new Command("ingest", "Validate and anonymise a file or a folder of drops, and write curated Parquet, without storage.")
        {
            feed, input, drops, output, curatedOnly, json,
        };
        command.Validators.Add(result =>
        {
            bool isFile = result.GetResult(feed) is not null && result.GetResult(input) is not null;
            bool isNeither = result.GetResult(feed) is null && result.GetResult(input) is null;
            if (result.GetResult(drops) is null ? !isFile : !isNeither)
                result.AddError("Give either --feed and --in for one file, or --drops for a folder.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            (ContractSet contracts, bool isCuratedOnly, bool isJson) = (ContractOption.Of(parsed).Set, parsed.GetValue(curatedOnly), parsed.GetValue(json));
            if (parsed.GetValue(drops) is not { } folder)
            {
                FileInfo file = parsed.GetRequiredValue(input);
                if (!file.Exists)
                    throw new UsageException($"There is no file {file}.");
                Receipt[] one = await RunAsync(
                    contracts, [(parsed.GetRequiredValue(feed), file)], parsed.GetRequiredValue(output), isCuratedOnly, cancellationToken);
                return ReceiptOutput.Show(one[0], isJson);
            }
            var found = new DropFolder(folder, contracts.Feeds);
            if (!isCuratedOnly && found.Drops.GroupBy(d => d.Feed.Name).FirstOrDefault(f => f.Count() > 1) is { } several)
                throw new UsageException(
                    $"{several.Key} has more than one drop: one would replace the microdata of another. Ingest them one by one, or use --curated-only.");
            bool hasStrays = found.SayStrays();
            Receipt[] receipts = await RunAsync(contracts, [.. found.Drops], parsed.GetRequiredValue(output), isCuratedOnly, cancellationToken);
            int code = ReceiptOutput.Show(receipts, isJson);
            return code == ExitCode.Done && hasStrays ? ExitCode.Refused : code;
        });
        return command;
    }

    private static async Task<Receipt[]> RunAsync(
        ContractSet contracts, (Feed Feed, FileInfo File)[] drops, DirectoryInfo output, bool curatedOnly, CancellationToken cancellationToken)
    {
        PrivacyModel model = MicrodataFile.ModelOf(contracts.Policy, SmallestClass());
        PseudonymKey key = await KeySettings.CurrentAsync(cancellationToken);
        var receipts = new Receipt[drops.Length];
        // The largest files come first, so that none of them runs alone at the end.
        IEnumerable<int> order = Enumerable.Range(0, drops.Length).OrderByDescending(d => drops[d].File.Length);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(order, parallel, async (d, token) =>
            receipts[d] = await IngestAsync(
                drops[d].Feed, drops[d].File, curatedOnly ? null : contracts.Releases.Find(drops[d].Feed.Name), model, key, output, token));
        return receipts;
    }

    /// <param name="release">The release of the BI microdata; null for no BI microdata.</param>
    private static async Task<Receipt> IngestAsync(
        Feed feed, FileInfo input, MicrodataRelease? release, PrivacyModel model, PseudonymKey key, DirectoryInfo output, CancellationToken cancellationToken)
    {
        output.Create();
        await using FileStream file = input.OpenRead();
        await using FileStream hashInput = input.OpenRead();
        Task<string> dropId = Task.Run(() => DropId.ComputeAsync(hashInput, cancellationToken), cancellationToken);
        IReadOnlyList<int>? levels = null;
        await using IngestedDrop drop = await new CuratedIngestion(key).RunAsync(
            feed, input.Name, file, await Sidecar.ReadAsync(input, cancellationToken), output, cancellationToken);
        string id = await dropId;
        foreach (CuratedPart part in drop.Parts)
        {
            var target = new FileInfo(Path.Combine(output.FullName, CuratedStore.PathOf(feed.Name, part.Quarter, id)));
            target.Directory!.Create();
            await using (FileStream curated = target.Create())
                await part.Content.CopyToAsync(curated, cancellationToken);
            // The quarters of a drop are released in order, and the first release chooses the levels for all.
            if (release is not null)
                levels = await ReleaseAsync(release, part.Quarter, target, model, levels, key, output, cancellationToken);
        }
        if (drop.Reading is { Quarantined: false, Issues.Count: > 0 })
            await File.WriteAllBytesAsync(Path.Combine(output.FullName, $"{id}.rejects.csv"), RejectsCsv.Write(drop.Reading), cancellationToken);
        return new ReceiptBuilder(feed, id, input.Name, input.Length, input.LastWriteTimeUtc).ForReading(drop.Reading, drop.Profile);
    }

    // Writes the BI microdata of this file only; with storage, all drops of a quarter are used. Returns the levels for the next quarter.
    private static async Task<IReadOnlyList<int>?> ReleaseAsync(
        MicrodataRelease release, Quarter quarter, FileInfo curated, PrivacyModel model, IReadOnlyList<int>? levels, PseudonymKey key, DirectoryInfo output,
        CancellationToken cancellationToken)
    {
        Feed feed = release.Feed;
        DirectoryInfo folder = output.CreateSubdirectory($"bi/{feed.Name}/quarter={quarter}");
        DirectoryInfo reports = output.CreateSubdirectory($"evidence/bi/{feed.Name}/quarter={quarter}");
        var file = new FileInfo(Path.Combine(folder.FullName, "edition-1.parquet"));
        // Files of an earlier run are deleted even if there is no release, because they may hold people who are no longer in the drop.
        string json = Path.Combine(reports.FullName, "risk.json"), page = Path.Combine(reports.FullName, "risk.html");
        foreach (string earlier in new[] { file.FullName, json, page, Path.Combine(folder.FullName, "risk.json"), Path.Combine(folder.FullName, "risk.html") })
            File.Delete(earlier);
        MicrodataFileResult published = await MicrodataFile.WriteAsync(
            release, quarter, () => ReadAsync(feed, quarter, curated, cancellationToken), model, levels, key.DeriveForOmissions(feed.Name, quarter), file,
            cancellationToken);
        if (published.Report is not { } report)
        {
            Progress.Say($"No BI microdata of {feed.Name} in {quarter}: {published.Refusal}");
            return levels;
        }
        await File.WriteAllBytesAsync(json, MicrodataFile.ToJson(report), cancellationToken);
        await File.WriteAllBytesAsync(page, RiskPage.Render(report), cancellationToken);
        return published.Node;
    }

    private static async IAsyncEnumerable<RowBatch> ReadAsync(
        Feed feed, Quarter quarter, FileInfo curated, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using FileStream file = curated.OpenRead();
        await foreach (RowBatch batch in CuratedReader.ReadAsync(feed, quarter, file, cancellationToken))
            yield return batch;
    }

    // The pipeline setting of the same name.
    private static int SmallestClass() => Environment.GetEnvironmentVariable("SmallestClass") is not { Length: > 0 } text ? new PrivacyModel().K
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int k) && k is >= 2 and <= 1000 ? k
        : throw new UsageException("SmallestClass must be a whole number from 2 to 1000.");
}
