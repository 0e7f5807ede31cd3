namespace IncDiv.Workflows.Intake;

/// <summary>Links the pseudonyms that one person has under different keys, over any number of key changes and in either direction (a key may be reused). Each
/// bridged pseudonym points to another, and the last one represents the person.</summary>
internal sealed class PseudonymBridge
{
    private readonly Dictionary<UInt128, UInt128> _next = [];

    /// <summary>Reads all bridges of a feed.</summary>
    public static async Task<PseudonymBridge> ReadAsync(BridgeStore bridges, string feed, CancellationToken cancellationToken)
    {
        var bridge = new PseudonymBridge();
        foreach (string path in await bridges.ListAsync(feed, cancellationToken))
        {
            await using FileStream file = TemporaryFile.Create();
            await bridges.DownloadAsync(path, file, cancellationToken);
            await foreach (IReadOnlyList<(UInt128 Old, UInt128 New)> pairs in BridgeReader.ReadAsync(file, cancellationToken))
                foreach ((UInt128 old, UInt128 present) in pairs)
                    bridge.Join(old, present);
        }
        return bridge;
    }

    /// <summary>Records that two pseudonyms belong to one person.</summary>
    public void Join(UInt128 old, UInt128 present)
    {
        UInt128 from = PersonOf(old), to = PersonOf(present);
        if (from != to)
            _next.Add(from, to);
    }

    /// <summary>The pseudonym that represents the person; the pseudonym itself if it is not in a bridge.</summary>
    public UInt128 PersonOf(UInt128 pseudonym)
    {
        while (_next.TryGetValue(pseudonym, out UInt128 next))
            pseudonym = next;
        return pseudonym;
    }

    /// <summary>Keeps the rows whose person has not been seen in a newer drop: in an append feed, a row corrects the row with the same key in an earlier drop
    /// of the quarter (feeds.md section 2). Call it for the newest drop first.</summary>
    public void KeepNewest(RowBatch batch, HashSet<UInt128> seen)
    {
        UInt128[] pseudonyms = batch.Column<PseudonymValues>("pseudonym").Values;
        batch.Keep(row => seen.Add(PersonOf(pseudonyms[row])));
    }
}
