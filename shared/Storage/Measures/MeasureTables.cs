namespace IncDiv.Storage.Measures;

/// <summary>
/// The tables <c>Measures</c> and <c>MeasureHistory</c>: copies of each quarter's newest edition for BI tools. A quarter has thousands of rows, and
/// nothing of ours reads them, so they follow later and nobody waits for them. What the tables hold of a quarter stands in
/// <c>work/tables/{quarter}.parquet</c>, with the version of the edition that it was copied from.
/// </summary>
public sealed class MeasureTables(PipelineStorage storage, MeasureStore measures, TimeProvider time)
{
    private const string Held = "tables/";
    private const string Unfinished = "unfinished/";
    private const string VersionEntry = "version";
    private const string NoVersion = "none";

    private static readonly TimeSpan LastWriteTimeout = TimeSpan.FromSeconds(20);

    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Work);
    private readonly MeasureTableWriter _writer = new(storage);

    /// <summary>Copies every quarter whose newest edition is another than that which the tables hold.</summary>
    /// <exception cref="AggregateException">Some quarters could not be copied; the others were.</exception>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var faults = new List<Exception>();
        foreach (Quarter quarter in await StaleAsync(cancellationToken))
        {
            try
            {
                await CopyAsync(quarter, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                faults.Add(e);
            }
        }
        if (faults.Count > 0)
            throw new AggregateException("Some quarters could not be copied to the tables; they are tried again with the next run.", faults);
    }

    /// <summary>The quarters of which the tables hold something else than their newest edition, or may do so after a copy that died.</summary>
    public async Task<IReadOnlyList<Quarter>> StaleAsync(CancellationToken cancellationToken) => [.. (await StaleEditionsAsync(cancellationToken)).Keys.Order()];

    // With the edition that each is to be copied from: 0 where all of its rows are to leave the tables.
    private async Task<IReadOnlyDictionary<Quarter, (int Edition, string Version)>> StaleEditionsAsync(CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<Quarter, string> held = await VersionsAsync(Held, cancellationToken), unfinished = await VersionsAsync(Unfinished, cancellationToken);
        IReadOnlyDictionary<Quarter, (int Edition, string Version)> newest = await measures.NewestAsync(cancellationToken);
        return newest.Keys.Union(held.Keys).Union(unfinished.Keys)
            .Select(quarter => (Quarter: quarter, Newest: newest.GetValueOrDefault(quarter, (Edition: 0, Version: NoVersion))))
            .Where(q => unfinished.ContainsKey(q.Quarter) || held.GetValueOrDefault(q.Quarter, NoVersion) != q.Newest.Version)
            .ToDictionary(q => q.Quarter, q => q.Newest);
    }

    private async Task CopyAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        await using WriterLease lease = await WriterLease.AcquireAsync(storage, $"tables-{quarter}", time, cancellationToken);
        // Somebody else may have done it meanwhile. The version is known before the rows are read: where they change in between, the quarter stays stale.
        if (!(await StaleEditionsAsync(lease.Lost)).TryGetValue(quarter, out (int Edition, string Version) newest))
            return;
        if ((newest.Edition == 0 ? [] : await measures.FindAsync(quarter, newest.Edition, lease.Lost)) is not { } rows)
            return;
        BlobClient held = _container.GetBlobClient($"{Held}{quarter}.parquet"), unfinished = _container.GetBlobClient($"{Unfinished}{quarter}.parquet");
        (IReadOnlyList<MeasureRow>? before, BlobRequestConditions asHeld) = await ReadAsync(held, lease.Lost);
        (IReadOnlyList<MeasureRow>? died, ETag word) = await WriteIntentAsync(unfinished, rows, lease.Lost);
        try
        {
            await _writer.UpdateAsync(quarter.ToString(), before ?? [], died, rows, lease.Lost);
            var options = new BlobUploadOptions { Metadata = new Dictionary<string, string> { [VersionEntry] = newest.Version }, Conditions = asHeld };
            await held.UploadAsync(new BinaryData(await MeasureParquet.WriteAsync(rows, lease.Lost)), options, lease.Lost);
        }
        catch
        {
            // Who lost the lease may have written rows after another was done: then all are to be written again. It may be stopping, and says so all the same.
            using var last = new CancellationTokenSource(LastWriteTimeout, time);
            await WriteIntentAsync(unfinished, rows, last.Token);
            throw;
        }
        await ClearIntentAsync(unfinished, word, lease.Lost);
    }

    // There from before the first row to after the last: every row that this copy, or one that died before it, may leave behind.
    private static async Task<(IReadOnlyList<MeasureRow>? Died, ETag Word)> WriteIntentAsync(BlobClient unfinished, IReadOnlyList<MeasureRow> rows, CancellationToken cancellationToken)
    {
        while (true)
        {
            (IReadOnlyList<MeasureRow>? died, BlobRequestConditions asItIs) = await ReadAsync(unfinished, cancellationToken);
            var content = new BinaryData(await MeasureParquet.WriteAsync(Either(rows, died ?? []), cancellationToken));
            try
            {
                return (died, (await unfinished.UploadAsync(content, new BlobUploadOptions { Conditions = asItIs }, cancellationToken)).Value.ETag);
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                // Somebody else left word meanwhile, or this word is there and its answer was lost: it counts like that of one that died.
            }
        }
    }

    private static async Task ClearIntentAsync(BlobClient unfinished, ETag word, CancellationToken cancellationToken)
    {
        try
        {
            await unfinished.DeleteIfExistsAsync(conditions: new BlobRequestConditions { IfMatch = word }, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            // Somebody else left word: the quarter is copied again.
        }
    }

    private static async Task<(IReadOnlyList<MeasureRow>? Rows, BlobRequestConditions AsItIs)> ReadAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult found = await blob.DownloadContentAsync(cancellationToken);
            using Stream content = found.Content.ToStream();
            return (await MeasureParquet.ReadAsync(content, cancellationToken), new BlobRequestConditions { IfMatch = found.Details.ETag });
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return (null, new BlobRequestConditions { IfNoneMatch = ETag.All });
        }
    }

    private async Task<IReadOnlyDictionary<Quarter, string>> VersionsAsync(string folder, CancellationToken cancellationToken)
    {
        var versions = new Dictionary<Quarter, string>();
        await foreach (BlobItem blob in _container.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = folder }, cancellationToken))
            if (Quarter.TryParse(Path.GetFileNameWithoutExtension(blob.Name), out Quarter quarter))
                versions[quarter] = blob.Metadata.TryGetValue(VersionEntry, out string? version) ? version : "";
        return versions;
    }

    private static MeasureRow[] Either(IReadOnlyList<MeasureRow> rows, IReadOnlyList<MeasureRow> others)
    {
        HashSet<string> keys = [.. MeasureKeys.Create(rows)];
        return [.. rows, .. others.Zip(MeasureKeys.Create(others)).Where(p => !keys.Contains(p.Second)).Select(p => p.First)];
    }
}
