using System.Text.RegularExpressions;

namespace IncDiv.Storage.Measures;

/// <summary>The measures of each quarter, in the container <c>measures</c> (<c>quarter={q}/edition={n}/measures.parquet</c>). An edition is overwritten until
/// it is published; after that it never changes. <see cref="MeasureTables"/> are updated later.</summary>
public sealed partial class MeasureStore(PipelineStorage storage)
{
    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Measures);

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

    /// <summary>The versions of a quarter's editions, for <see cref="PutAsync"/>.</summary>
    public async Task<IReadOnlyDictionary<int, string>> VersionsAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        string folder = $"quarter={quarter}/edition=";
        var versions = new Dictionary<int, string>();
        await foreach (BlobItem blob in _container.GetBlobsAsync(new GetBlobsOptions { Prefix = folder }, cancellationToken))
            if (blob.Name[folder.Length..].Split('/') is [var edition, "measures.parquet"])
                versions.Add(int.Parse(edition, NumberStyles.None, CultureInfo.InvariantCulture), blob.Properties.ETag!.Value.ToString("H"));
        return versions;
    }

    /// <summary>The newest edition of each quarter, published or not, with its version.</summary>
    public async Task<IReadOnlyDictionary<Quarter, (int Edition, string Version)>> NewestAsync(CancellationToken cancellationToken)
    {
        var newest = new Dictionary<Quarter, (int Edition, string Version)>();
        await foreach (BlobItem blob in _container.GetBlobsAsync(cancellationToken: cancellationToken))
            if (EditionName().Match(blob.Name) is { Success: true } name && Quarter.TryParse(name.Groups[1].Value, out Quarter quarter)
                && int.Parse(name.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture) is var edition
                && edition > newest.GetValueOrDefault(quarter).Edition)
            {
                newest[quarter] = (edition, blob.Properties.ETag!.Value.ToString("G"));
            }
        return newest;
    }

    /// <summary>Gives an edition a new version with the same bytes, so that a writer that started earlier can no longer change it.</summary>
    public async Task SealAsync(Quarter quarter, int edition, CancellationToken cancellationToken) =>
        await Blob(quarter, edition).SetMetadataAsync(new Dictionary<string, string> { ["sealed"] = "true" }, cancellationToken: cancellationToken);

    /// <summary>Writes the rows of an unpublished edition.</summary>
    /// <param name="version">The edition's version before the work began, or null if it did not exist. If the version has changed, nothing is written.</param>
    /// <exception cref="RequestFailedException">Another process wrote or published the edition meanwhile (409 or 412). Repeat the work.</exception>
    public async Task PutAsync(Quarter quarter, int edition, IReadOnlyList<MeasureRow> rows, string? version, CancellationToken cancellationToken)
    {
        byte[] file = await MeasureParquet.WriteAsync(rows, cancellationToken);
        BlobRequestConditions conditions = version is null ? new() { IfNoneMatch = ETag.All } : new() { IfMatch = new ETag(version) };
        try
        {
            await Blob(quarter, edition).UploadAsync(new BinaryData(file), new BlobUploadOptions { Conditions = conditions }, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // If the same bytes are stored, this write succeeded and only its answer was lost.
            if (await FindFileAsync(quarter, edition, cancellationToken) is not { } existing || !existing.AsSpan().SequenceEqual(file))
                throw;
        }
    }

    /// <summary>Deletes an unpublished edition, because the figures are again those of the last published one.</summary>
    public Task WithdrawAsync(Quarter quarter, int edition, CancellationToken cancellationToken) =>
        Blob(quarter, edition).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    [GeneratedRegex(@"^quarter=([^/]+)/edition=([0-9]+)/measures\.parquet$")]
    private static partial Regex EditionName();

    private BlobClient Blob(Quarter quarter, int edition) => _container.GetBlobClient($"quarter={quarter}/edition={edition}/measures.parquet");
}
