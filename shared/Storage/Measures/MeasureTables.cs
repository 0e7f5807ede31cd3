namespace IncDiv.Storage.Measures;

/// <summary>The tables <c>Measures</c> and <c>MeasureHistory</c>: copies of each quarter's newest edition for BI tools. The pipeline itself does not read them,
/// so they are updated later and no workflow waits for them. The blob <c>work/tables/{quarter}.parquet</c> records the rows that the tables hold for a quarter,
/// and the version of the edition from which they were copied.</summary>
public sealed class MeasureTables(PipelineStorage storage, MeasureStore measures, ContractSet contracts, TimeProvider time)
{
    private const string Held = "tables/";
    private const string Unfinished = "unfinished/";
    private const string VersionEntry = "version";
    private const string NoVersion = "none";

    private static readonly TimeSpan LastWriteTimeout = TimeSpan.FromSeconds(20);

    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Work);
    private readonly WriterLeases _leases = new(storage, time);
    private readonly MeasureKeys _keys = new(contracts.Measures);
    private readonly MeasureTableWriter _writer = new(storage, new MeasureKeys(contracts.Measures));

    /// <summary>Copies every quarter whose newest edition is not the one in the tables.</summary>
    /// <exception cref="AggregateException">Some quarters could not be copied. The others were copied.</exception>
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
            throw new AggregateException("Some quarters could not be copied to the tables. They are tried again in the next run.", faults);
    }

    /// <summary>The quarters for which the tables do not hold the newest edition, or may not hold it because a copy was interrupted.</summary>
    public async Task<IReadOnlyList<Quarter>> StaleAsync(CancellationToken cancellationToken) =>
        [.. (await StaleEditionsAsync(cancellationToken)).Keys.Order()];

    // Stale quarters with the edition to copy; 0 if all rows of the quarter must be removed from the tables.
    private async Task<IReadOnlyDictionary<Quarter, (int Edition, string Version)>> StaleEditionsAsync(CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<Quarter, string> held = await VersionsAsync(Held, cancellationToken);
        IReadOnlyDictionary<Quarter, string> unfinished = await VersionsAsync(Unfinished, cancellationToken);
        IReadOnlyDictionary<Quarter, (int Edition, string Version)> newest = await measures.NewestAsync(cancellationToken);
        return newest.Keys.Union(held.Keys).Union(unfinished.Keys)
            .Select(quarter => (Quarter: quarter, Newest: newest.GetValueOrDefault(quarter, (Edition: 0, Version: NoVersion))))
            .Where(q => unfinished.ContainsKey(q.Quarter) || held.GetValueOrDefault(q.Quarter, NoVersion) != q.Newest.Version)
            .ToDictionary(q => q.Quarter, q => q.Newest);
    }

    private async Task CopyAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        await using WriterLease lease = await _leases.AcquireAsync($"tables-{quarter}", cancellationToken);
        // Another process may have copied the quarter meanwhile. The version is read before the rows: if the rows change in between, the quarter stays stale.
        if (!(await StaleEditionsAsync(lease.Lost)).TryGetValue(quarter, out (int Edition, string Version) newest))
            return;
        if ((newest.Edition == 0 ? [] : await measures.FindAsync(quarter, newest.Edition, lease.Lost)) is not { } rows)
            return;
        BlobClient held = _container.GetBlobClient($"{Held}{quarter}.parquet"), unfinished = _container.GetBlobClient($"{Unfinished}{quarter}.parquet");
        (IReadOnlyList<MeasureRow>? before, BlobRequestConditions heldUnchanged) = await ReadAsync(held, lease.Lost);
        (IReadOnlyList<MeasureRow>? interrupted, ETag intent) = await WriteIntentAsync(unfinished, rows, lease.Lost);
        try
        {
            await _writer.UpdateAsync(quarter.ToString(), before ?? [], interrupted, rows, lease.Lost);
            var options = new BlobUploadOptions { Metadata = new Dictionary<string, string> { [VersionEntry] = newest.Version }, Conditions = heldUnchanged };
            await held.UploadAsync(new BinaryData(await MeasureParquet.WriteAsync(rows, lease.Lost)), options, lease.Lost);
        }
        catch
        {
            // A process that lost its lease may have written rows after another process finished. The intent makes the next run copy the quarter
            // again. It is written even during shutdown, so it has a time limit of its own.
            using var last = new CancellationTokenSource(LastWriteTimeout, time);
            await WriteIntentAsync(unfinished, rows, last.Token);
            throw;
        }
        // If another process has written an intent, the quarter will be copied again.
        var conditions = new BlobRequestConditions { IfMatch = intent };
        await unfinished.DeleteIfExistsAsync(conditions: conditions, cancellationToken: lease.Lost).UnlessAsync(412);
    }

    // The intent exists from before the first row is written until after the last. It lists every row that this copy, or an interrupted one before it,
    // may leave in the tables.
    private async Task<(IReadOnlyList<MeasureRow>? Interrupted, ETag Intent)> WriteIntentAsync(
        BlobClient unfinished, IReadOnlyList<MeasureRow> rows, CancellationToken cancellationToken)
    {
        while (true)
        {
            (IReadOnlyList<MeasureRow>? interrupted, BlobRequestConditions unchanged) = await ReadAsync(unfinished, cancellationToken);
            var content = new BinaryData(await MeasureParquet.WriteAsync(Union(rows, interrupted ?? []), cancellationToken));
            var options = new BlobUploadOptions { Conditions = unchanged };
            // If another process wrote an intent meanwhile, or this one was written and its answer was lost, either is treated like an interrupted copy.
            if (await unfinished.UploadAsync(content, options, cancellationToken).OrNullAsync(409, 412) is { } written)
                return (interrupted, written.ETag);
        }
    }

    private static async Task<(IReadOnlyList<MeasureRow>? Rows, BlobRequestConditions Unchanged)> ReadAsync(
        BlobClient blob, CancellationToken cancellationToken)
    {
        if (await blob.ContentOrNullAsync(cancellationToken) is not { } found)
            return (null, new BlobRequestConditions { IfNoneMatch = ETag.All });
        using Stream content = found.Content.ToStream();
        return (await MeasureParquet.ReadAsync(content, cancellationToken), new BlobRequestConditions { IfMatch = found.Details.ETag });
    }

    private async Task<IReadOnlyDictionary<Quarter, string>> VersionsAsync(string folder, CancellationToken cancellationToken)
    {
        var versions = new Dictionary<Quarter, string>();
        await foreach (BlobItem blob in _container.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = folder }, cancellationToken))
            if (Quarter.TryParse(Path.GetFileNameWithoutExtension(blob.Name), out Quarter quarter))
                versions[quarter] = blob.Metadata.TryGetValue(VersionEntry, out string? version) ? version : "";
        return versions;
    }

    private MeasureRow[] Union(IReadOnlyList<MeasureRow> rows, IReadOnlyList<MeasureRow> others)
    {
        HashSet<string> keys = [.. _keys.Create(rows)];
        return [.. rows, .. others.Zip(_keys.Create(others)).Where(p => !keys.Contains(p.Second)).Select(p => p.First)];
    }
}
