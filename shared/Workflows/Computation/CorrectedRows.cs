namespace IncDiv.Workflows.Computation;

/// <summary>In an append feed, a row corrects the row with the same key in an earlier drop of the quarter (feeds.md section 2).</summary>
internal static class CorrectedRows
{
    /// <summary>Keeps the rows whose person has not been seen in a newer drop. Call it for the newest drop first.</summary>
    /// <param name="bridge">Links pseudonyms made with different keys.</param>
    public static void KeepNewest(RowBatch batch, HashSet<UInt128> seen, PseudonymBridge bridge)
    {
        UInt128[] pseudonyms = batch.Column<PseudonymValues>("pseudonym").Values;
        batch.Keep(row => seen.Add(bridge.PersonOf(pseudonyms[row])));
    }
}
