namespace IncDiv.Storage.Curated;

/// <summary>The pinned vintages, <c>work/pinned/{feed}/{quarter}.parquet</c>: the rows of a feed and quarter as they were when figures that rest on them were
/// first published, without pseudonyms (disclosure.md 4.4). Later figures rest on them, too: a total of four quarters that counted one person more than the
/// figures published of each quarter would show that person.</summary>
public sealed class PinStore(PipelineStorage storage)
{
    private const string Folder = "pinned/", Ending = ".parquet", DropsEntry = "drops", InvitedEntry = "invited", ErasedEntry = "erased";

    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Work);

    public async Task<IReadOnlyDictionary<(string Feed, Quarter Quarter), Pin>> ListAsync(CancellationToken cancellationToken)
    {
        var pins = new Dictionary<(string, Quarter), Pin>();
        await foreach (BlobItem blob in _container.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = Folder }, cancellationToken))
            if (blob.Name[Folder.Length..^Ending.Length].Split('/') is [var feed, var quarter])
                pins.Add((feed, Quarter.Parse(quarter)), PinOf(blob.Metadata) with { Version = blob.Properties.ETag });
        return pins;
    }

    /// <summary>Stores a vintage, unless another process has meanwhile: then that one stays.</summary>
    /// <param name="replaced">The vintage that it replaces; null for none.</param>
    public async Task PutAsync(string feed, Quarter quarter, Stream file, Pin pin, Pin? replaced, CancellationToken cancellationToken)
    {
        BlobRequestConditions conditions = replaced is null ? new() { IfNoneMatch = ETag.All } : new() { IfMatch = replaced.Version };
        var options = new BlobUploadOptions { Metadata = MetadataOf(pin), Conditions = conditions };
        await Blob(feed, quarter).UploadAsync(file, options, cancellationToken).UnlessAsync(409, 412);
    }

    /// <summary>Downloads a file to <paramref name="target"/> and rewinds it.</summary>
    public async Task DownloadAsync(string feed, Quarter quarter, Stream target, CancellationToken cancellationToken)
    {
        await Blob(feed, quarter).DownloadToAsync(target, cancellationToken);
        target.Position = 0;
    }

    /// <summary>Notes on which day somebody in the vintage was erased; the first day counts. Without a vintage it does nothing.</summary>
    public async Task MarkErasedAsync(string feed, Quarter quarter, DateOnly day, CancellationToken cancellationToken)
    {
        BlobClient blob = Blob(feed, quarter);
        if (await blob.PropertiesOrNullAsync(cancellationToken) is { } found && PinOf(found.Metadata) is { Erased: null } pin)
            await blob.SetMetadataAsync(MetadataOf(pin with { Erased = day }), new BlobRequestConditions { IfMatch = found.ETag }, cancellationToken);
    }

    public Task RemoveAsync(string feed, Quarter quarter, CancellationToken cancellationToken) =>
        Blob(feed, quarter).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    private static Dictionary<string, string> MetadataOf(Pin pin)
    {
        var metadata = new Dictionary<string, string> { [DropsEntry] = string.Join(' ', pin.Drops) };
        if (pin.Invited is { } invited)
            metadata[InvitedEntry] = invited.ToString(CultureInfo.InvariantCulture);
        if (pin.Erased is { } day)
            metadata[ErasedEntry] = day.ToString("O", CultureInfo.InvariantCulture);
        return metadata;
    }

    private static Pin PinOf(IDictionary<string, string> metadata) => new(
        [.. metadata[DropsEntry].Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        metadata.TryGetValue(InvitedEntry, out string? invited) ? long.Parse(invited, CultureInfo.InvariantCulture) : null,
        metadata.TryGetValue(ErasedEntry, out string? day) ? DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture) : null);

    private BlobClient Blob(string feed, Quarter quarter) => _container.GetBlobClient($"{Folder}{feed}/{quarter}{Ending}");
}

/// <summary>A pinned vintage of a feed and quarter.</summary>
/// <param name="Drops">Ids of the drops that were known of the feed and quarter, accepted or not.</param>
/// <param name="Invited">People invited to a survey; null if unknown.</param>
/// <param name="Erased">The day on which somebody in it was erased; null if nobody was.</param>
public sealed record Pin(IReadOnlyList<string> Drops, long? Invited, DateOnly? Erased)
{
    /// <summary>Of the blob; null for a vintage that is not stored yet.</summary>
    public ETag? Version { get; init; }
}
