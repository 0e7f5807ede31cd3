namespace IncDiv.Disclosure.Release;

/// <summary>Why rows are hidden, as evidence tells it.</summary>
internal static class HiddenRows
{
    /// <returns>For each row the reason; empty where it is not masked.</returns>
    public static string[] ReasonsOf(Inventory inventory, bool[] masked, IEnumerable<ProtectionResult> results)
    {
        Dictionary<string, HiddenReason> hidden = results.SelectMany(r => r.Cells).Where(c => c.IsHidden).DistinctBy(c => c.Key)
            .ToDictionary(c => c.Key, c => c.Reason, StringComparer.Ordinal);
        return [.. masked.Select((m, row) => m ? ReasonOf(inventory, row, hidden) : "")];
    }

    private static string ReasonOf(Inventory inventory, int row, Dictionary<string, HiddenReason> hidden)
    {
        if (inventory.IsWithheld[row])
            return "table left out";
        HiddenReason[] reasons = [.. inventory.AtomsOf[row].Where(a => hidden.ContainsKey(a.Key)).Select(a => hidden[a.Key])];
        return inventory.IsPrimary[row] || reasons.Contains(HiddenReason.Primary) ? "small or sensitive"
            : reasons.Length == 0 ? "tells of another"
            : "partner";
    }
}
