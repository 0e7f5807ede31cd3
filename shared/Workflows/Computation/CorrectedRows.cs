namespace IncDiv.Workflows.Computation;

/// <summary>In a feed that appends, a row whose key came in an earlier drop of the quarter corrects it (feeds.md section 2).</summary>
internal static class CorrectedRows
{
    /// <summary>Leaves the rows whose person was not seen in a newer drop. Drops are gone through from the newest to the oldest.</summary>
    /// <param name="bridge">Between pseudonyms of different keys.</param>
    public static void Keep(RowBatch batch, HashSet<UInt128> seen, PseudonymBridge bridge)
    {
        UInt128[] pseudonyms = batch.Column<PseudonymValues>("pseudonym").Values;
        batch.Keep(row => seen.Add(bridge.PersonOf(pseudonyms[row])));
    }
}
