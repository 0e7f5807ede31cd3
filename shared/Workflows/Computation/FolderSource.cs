using System.Runtime.CompilerServices;

namespace IncDiv.Workflows.Computation;

/// <summary>Reads curated data from a folder with the layout of the container: <c>{feed}/quarter={q}/*.parquet</c>. For a replace feed the file written last is
/// used. For an append feed all files are used, and the newest row of each key.</summary>
public sealed class FolderSource(DirectoryInfo folder) : ICuratedSource
{
    public async IAsyncEnumerable<RowBatch> ReadAsync(Feed feed, Quarter quarter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var quarterFolder = new DirectoryInfo(Path.Combine(folder.FullName, feed.Name, $"quarter={quarter}"));
        if (!quarterFolder.Exists)
            yield break;
        IEnumerable<FileInfo> files = quarterFolder.GetFiles("*.parquet")
            .OrderByDescending(f => f.LastWriteTimeUtc)
            .ThenByDescending(f => f.Name, StringComparer.Ordinal);
        if (feed.LoadMode == LoadMode.Replace)
            files = files.Take(1);
        var seen = new HashSet<UInt128>();
        var bridge = new PseudonymBridge();
        bool several = files.Skip(1).Any();
        foreach (FileInfo info in files)
        {
            await using FileStream file = info.OpenRead();
            await foreach (RowBatch batch in CuratedReader.ReadAsync(feed, quarter, file, cancellationToken, withPseudonyms: several))
            {
                if (several)
                    bridge.KeepNewest(batch, seen);
                yield return batch;
            }
        }
    }

    public long? InvitedTo(Feed feed, Quarter quarter) => null;
}
