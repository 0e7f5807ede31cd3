namespace IncDiv.Workflows.Intake;

/// <summary>
/// Which pseudonyms of different keys are one person's, over however many changes of the key, and in whichever direction (a key may come back):
/// each bridged pseudonym points towards the one that stands for the person.
/// </summary>
internal sealed class PseudonymBridge
{
    private readonly Dictionary<UInt128, UInt128> _towards = [];

    /// <summary>All bridges of a feed.</summary>
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

    /// <summary>Notes that two pseudonyms are one person's.</summary>
    public void Join(UInt128 old, UInt128 present)
    {
        UInt128 from = PersonOf(old), to = PersonOf(present);
        if (from != to)
            _towards.Add(from, to);
    }

    /// <summary>The pseudonym that stands for the person; the pseudonym itself where no bridge has it.</summary>
    public UInt128 PersonOf(UInt128 pseudonym)
    {
        while (_towards.TryGetValue(pseudonym, out UInt128 next))
            pseudonym = next;
        return pseudonym;
    }
}
