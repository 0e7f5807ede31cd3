using System.Text.RegularExpressions;

namespace IncDiv.Storage.Measures;

/// <summary>The published measures of each quarter, in the container <c>measures</c> (<c>quarter={q}/edition={n}/measures.parquet</c>). An edition never
/// changes. <see cref="MeasureTables"/> are updated later. Figures that nobody has published yet are drafts, in the restricted container
/// (<c>work/drafts/{quarter}.parquet</c>).</summary>
public sealed partial class MeasureStore(PipelineStorage storage)
{
    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Measures);
    private readonly BlobContainerClient _work = storage.Container(ContainerNames.Work);

    /// <summary>The rows of an edition, or null if it has not been written yet.</summary>
    public async Task<IReadOnlyList<MeasureRow>?> FindAsync(Quarter quarter, int edition, CancellationToken cancellationToken)
    {
        if (await FindFileAsync(quarter, edition, cancellationToken) is not { } file)
            return null;
        using var stream = new MemoryStream(file);
        return await MeasureParquet.ReadAsync(stream, cancellationToken);
    }

    /// <summary>The Parquet file of an edition, or null if it has not been written yet.</summary>
    public async Task<byte[]?> FindFileAsync(Quarter quarter, int edition, CancellationToken cancellationToken) =>
        (await Blob(quarter, edition).ContentOrNullAsync(cancellationToken))?.Content.ToArray();

    /// <summary>The newest edition of a quarter; 0 if there is none.</summary>
    public async Task<int> NewestAsync(Quarter quarter, CancellationToken cancellationToken) => await _container
        .GetBlobsAsync(new GetBlobsOptions { Prefix = $"quarter={quarter}/" }, cancellationToken)
        .Select(b => EditionName().Match(b.Name)).Where(m => m.Success).Select(EditionOf)
        .DefaultIfEmpty(0).MaxAsync(cancellationToken: cancellationToken);

    /// <summary>The newest edition of each quarter, with its version.</summary>
    public async Task<IReadOnlyDictionary<Quarter, (int Edition, string Version)>> NewestAsync(CancellationToken cancellationToken)
    {
        var newest = new Dictionary<Quarter, (int Edition, string Version)>();
        await foreach (BlobItem blob in _container.GetBlobsAsync(cancellationToken: cancellationToken))
            if (EditionName().Match(blob.Name) is { Success: true } name && Quarter.TryParse(name.Groups[1].Value, out Quarter quarter)
                && EditionOf(name) is var edition
                && edition > newest.GetValueOrDefault(quarter).Edition)
            {
                newest[quarter] = (edition, blob.Properties.ETag!.Value.ToString("G"));
            }
        return newest;
    }

    /// <summary>Publishes the rows of an edition.</summary>
    /// <exception cref="RequestFailedException">The edition exists with other rows (409).</exception>
    public async Task PutAsync(Quarter quarter, int edition, IReadOnlyList<MeasureRow> rows, CancellationToken cancellationToken)
    {
        byte[] file = await MeasureParquet.WriteAsync(rows, cancellationToken);
        try
        {
            await Blob(quarter, edition).UploadAsync(new BinaryData(file), overwrite: false, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // If the same bytes are stored, this write succeeded and only its answer was lost.
            if (await FindFileAsync(quarter, edition, cancellationToken) is not { } existing || !existing.AsSpan().SequenceEqual(file))
                throw;
        }
    }

    /// <summary>The rows of the draft of a quarter's next edition; null if there is none.</summary>
    public async Task<IReadOnlyList<MeasureRow>?> FindDraftAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        if (await Draft(quarter).ContentOrNullAsync(cancellationToken) is not { } found)
            return null;
        using Stream file = found.Content.ToStream();
        return await MeasureParquet.ReadAsync(file, cancellationToken);
    }

    public async Task<bool> HasDraftAsync(Quarter quarter, CancellationToken cancellationToken) => await Draft(quarter).ExistsAsync(cancellationToken);

    public async Task PutDraftAsync(Quarter quarter, IReadOnlyList<MeasureRow> rows, CancellationToken cancellationToken) =>
        await Draft(quarter).UploadAsync(new BinaryData(await MeasureParquet.WriteAsync(rows, cancellationToken)), overwrite: true, cancellationToken);

    public Task RemoveDraftAsync(Quarter quarter, CancellationToken cancellationToken) =>
        Draft(quarter).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    [GeneratedRegex(@"^quarter=([^/]+)/edition=([0-9]+)/measures\.parquet$")]
    private static partial Regex EditionName();

    private static int EditionOf(Match name) => int.Parse(name.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture);

    private BlobClient Draft(Quarter quarter) => _work.GetBlobClient($"drafts/{quarter}.parquet");

    private BlobClient Blob(Quarter quarter, int edition) => _container.GetBlobClient($"quarter={quarter}/edition={edition}/measures.parquet");
}
