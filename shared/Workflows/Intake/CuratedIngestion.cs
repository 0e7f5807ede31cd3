using IncDiv.Ingestion.Receipts;

namespace IncDiv.Workflows.Intake;

/// <summary>A file of curated microdata. The stream is at its beginning.</summary>
public sealed record CuratedPart(Quarter Quarter, Stream Content);

/// <summary>A drop that was read. Disposing it deletes its parts.</summary>
/// <param name="Profile">The profile that the next drop is compared with; null for a quarantined drop.</param>
/// <param name="Parts">One file for each quarter; none for a quarantined drop.</param>
public sealed record IngestedDrop(DropReading Reading, DropProfile? Profile, IReadOnlyList<CuratedPart> Parts) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        foreach (CuratedPart part in Parts)
            await part.Content.DisposeAsync();
    }
}

/// <summary>Converts the bytes of a drop to files of curated microdata, one for each quarter. It does not use storage.</summary>
public sealed class CuratedIngestion(PseudonymKey key, IngestionLimits? limits = null)
{
    /// <summary>Reads a drop and writes its accepted rows to unnamed temporary files, which disappear if the process is killed.</summary>
    /// <param name="fileName">Name of the drop. Its extension determines the file type.</param>
    /// <param name="file">A seekable stream.</param>
    /// <param name="manifest">The bytes of the drop's sidecar, or null.</param>
    /// <param name="folder">Folder for the files; null for the system's temporary folder.</param>
    public async Task<IngestedDrop> RunAsync(
        Feed feed, string fileName, Stream file, byte[]? manifest, DirectoryInfo? folder, CancellationToken cancellationToken)
    {
        var profiler = new DropProfiler(feed);
        using var anonymiser = new Anonymiser(feed, key);
        var parts = new SortedDictionary<Quarter, (FileStream Stream, RowWriter Writer)>();
        DropReading? reading = null;
        try
        {
            reading = await new DropReader(feed, fileName, limits, manifest).ReadAsync(file, WriteAsync, cancellationToken);
        }
        finally
        {
            foreach ((FileStream stream, RowWriter writer) in parts.Values)
            {
                await writer.DisposeAsync();
                if (reading is not { Quarantined: false })
                    await stream.DisposeAsync();
                else
                    stream.Position = 0;
            }
        }
        return reading.Quarantined
            ? new IngestedDrop(reading, null, [])
            : new IngestedDrop(reading, profiler.Build(reading), [.. parts.Select(p => new CuratedPart(p.Key, p.Value.Stream))]);

        async ValueTask WriteAsync(RowBatch batch, CancellationToken token)
        {
            profiler.Add(batch);
            if (!parts.TryGetValue(batch.Quarter, out (FileStream Stream, RowWriter Writer) part))
            {
                FileStream stream = TemporaryFile.Create(folder?.FullName);
                part = (stream, await RowWriter.CreateAsync(feed, stream, Provenance(feed), token));
                parts.Add(batch.Quarter, part);
            }
            await part.Writer.WriteAsync(anonymiser.Anonymise(batch), token);
        }
    }

    private Dictionary<string, string> Provenance(Feed feed) => new(StringComparer.Ordinal)
    {
        ["feed"] = feed.Name,
        ["contract_version"] = feed.Version.ToString(CultureInfo.InvariantCulture),
        [CuratedReader.KeyIdEntry] = key.Id,
    };
}
