using System.Globalization;
using IncDiv.Anonymisation;
using IncDiv.Contracts;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Receipts;
using IncDiv.Contracts.Rows;
using IncDiv.Ingestion;
using IncDiv.Ingestion.Receipts;
using IncDiv.Storage.Curated;

namespace IncDiv.Flows;

/// <summary>A file of curated microdata on local disk.</summary>
public sealed record CuratedPart(Quarter Quarter, FileInfo File);

/// <summary>A drop that was read.</summary>
/// <param name="Profile">What the next drop is compared with; null for a quarantined drop.</param>
/// <param name="Parts">A file for each quarter; none for a quarantined drop.</param>
public sealed record IngestedDrop(DropReading Reading, DropProfile? Profile, IReadOnlyList<CuratedPart> Parts);

/// <summary>From the bytes of a drop to files of curated microdata, one for each quarter, without any storage.</summary>
public sealed class CuratedIngestion(PseudonymKey key, IngestionLimits? limits = null)
{
    /// <summary>Reads a drop and writes its accepted rows below <paramref name="folder"/>; of a quarantined drop no file is left.</summary>
    /// <param name="fileName">Name of the drop, whose ending says what kind of file it is.</param>
    /// <param name="file">Seekable.</param>
    /// <param name="manifest">The bytes of the drop's sidecar, or null.</param>
    public async Task<IngestedDrop> RunAsync(
        Feed feed, string fileName, Stream file, byte[]? manifest, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var profiler = new DropProfiler(feed);
        using var anonymiser = new Anonymiser(feed, key);
        var parts = new SortedDictionary<Quarter, (FileStream Stream, CuratedWriter Writer)>();
        DropReading reading;
        try
        {
            reading = await new DropReader(feed, fileName, limits, manifest).ReadAsync(file, WriteAsync, cancellationToken);
        }
        finally
        {
            foreach ((FileStream stream, CuratedWriter writer) in parts.Values)
            {
                await writer.DisposeAsync();
                await stream.DisposeAsync();
            }
        }
        CuratedPart[] written = [.. parts.Select(p => new CuratedPart(p.Key, new FileInfo(p.Value.Stream.Name)))];
        if (!reading.Quarantined)
            return new IngestedDrop(reading, profiler.Build(reading), written);
        Array.ForEach(written, p => p.File.Delete());
        return new IngestedDrop(reading, null, []);

        async ValueTask WriteAsync(RowBatch batch, CancellationToken token)
        {
            profiler.Add(batch);
            if (!parts.TryGetValue(batch.Quarter, out (FileStream Stream, CuratedWriter Writer) part))
            {
                FileStream stream = File.Create(Path.Combine(folder.FullName, $"{batch.Quarter}.parquet"));
                part = (stream, await CuratedWriter.CreateAsync(feed, stream, Provenance(feed), token));
                parts.Add(batch.Quarter, part);
            }
            await part.Writer.WriteAsync(anonymiser.Anonymise(batch), token);
        }
    }

    private Dictionary<string, string> Provenance(Feed feed) => new(StringComparer.Ordinal)
    {
        ["feed"] = feed.Name,
        ["contract_version"] = feed.Version.ToString(CultureInfo.InvariantCulture),
        ["pseudonym_key_id"] = key.Id,
    };
}
