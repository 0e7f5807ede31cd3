using IncDiv.Contracts.Feeds;
using IncDiv.Storage.Curated;

namespace IncDiv.Replay.Tests;

/// <summary>Drops that the product ingested into a temporary folder, with the layout of the container 'curated'.</summary>
internal sealed class CuratedFolder : IDisposable
{
    private static readonly PseudonymKey Key = PseudonymKey.Parse(Convert.ToBase64String(new byte[32]), "replay");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("incdiv-replay-");

    public string Path => _folder.FullName;

    public FolderSource Source => new(_folder);

    /// <summary>Ingests a synthetic drop.</summary>
    public Task AddSampleAsync(string feed, Quarter quarter, int rows, ulong seed) =>
        AddAsync(feed, stream => SampleDrop.WriteAsync(
            ContractSet.Embedded.Feeds.Find(feed)!, quarter, rows, seed, new SampleOptions(), stream, CancellationToken.None));

    /// <summary>Ingests a drop with the given text. None of its rows may be rejected.</summary>
    public async Task AddAsync(string feed, Func<Stream, Task> write)
    {
        using var drop = new MemoryStream();
        await write(drop);
        drop.Position = 0;
        Feed contract = ContractSet.Embedded.Feeds.Find(feed)!;
        DirectoryInfo work = _folder.CreateSubdirectory($".{Guid.NewGuid():N}");
        await using IngestedDrop ingested = await new CuratedIngestion(Key).RunAsync(
            contract, $"{feed}.csv", drop, manifest: null, work, CancellationToken.None);
        Assert.False(ingested.Reading.Quarantined);
        Assert.Equal(ingested.Reading.RowsRead, ingested.Reading.RowsAccepted);
        foreach (CuratedPart part in ingested.Parts)
        {
            var target = new FileInfo(System.IO.Path.Combine(Path, CuratedStore.PathOf(feed, part.Quarter, work.Name[1..17])));
            target.Directory!.Create();
            await using FileStream file = target.Create();
            await part.Content.CopyToAsync(file);
        }
        work.Delete();
    }

    public async Task<IReadOnlyList<MeasureRow>> MeasuresAsync(Quarter quarter) =>
        (await QuarterMeasures.ComputeAsync(ContractSet.Embedded.Measures, Source, quarter, edition: 1, CancellationToken.None)).Rows;

    public void Dispose() => _folder.Delete(recursive: true);
}
