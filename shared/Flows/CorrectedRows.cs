using IncDiv.Contracts.Rows;

namespace IncDiv.Flows;

/// <summary>In a feed that appends, a row whose key came in an earlier drop of the quarter corrects it (feeds.md section 2).</summary>
internal static class CorrectedRows
{
    /// <summary>Leaves the rows whose pseudonym was not seen in a newer drop. Drops are gone through from the newest to the oldest.</summary>
    /// <param name="bridge">Pseudonyms of an earlier key to those of the present one.</param>
    public static void Keep(RowBatch batch, HashSet<UInt128> seen, IReadOnlyDictionary<UInt128, UInt128>? bridge = null)
    {
        UInt128[] pseudonyms = batch.Column<PseudonymValues>("pseudonym").Values;
        batch.Keep(row => seen.Add(bridge is not null && bridge.TryGetValue(pseudonyms[row], out UInt128 present) ? present : pseudonyms[row]));
    }
}
