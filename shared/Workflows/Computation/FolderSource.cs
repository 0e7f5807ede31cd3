using System.Runtime.CompilerServices;

namespace IncDiv.Workflows.Computation;

/// <summary>
/// Curated data in a folder laid out like the container: <c>{feed}/quarter={q}/*.parquet</c>. Of a feed that replaces, the file written
/// last counts; of one that appends, a row counts as the newest file has it.
/// </summary>
public sealed class FolderSource(DirectoryInfo folder) : ICuratedSource
{
    public async IAsyncEnumerable<RowBatch> ReadAsync(Feed feed, Quarter quarter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var place = new DirectoryInfo(Path.Combine(folder.FullName, feed.Name, $"quarter={quarter}"));
        if (!place.Exists)
            yield break;
        IEnumerable<FileInfo> files = place.GetFiles("*.parquet").OrderByDescending(f => f.LastWriteTimeUtc).ThenByDescending(f => f.Name, StringComparer.Ordinal);
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
                    CorrectedRows.Keep(batch, seen, bridge);
                yield return batch;
            }
        }
    }

    public long? InvitedTo(Feed feed, Quarter quarter) => null;
}
