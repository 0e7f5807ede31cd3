namespace IncDiv.Packs;

/// <summary>The rows that belong into a pack. Every file is made from these: what a tier may not read is in none of them.</summary>
public static class PackSelection
{
    public static IReadOnlyList<MeasureRow> Select(PackDefinition definition, IReadOnlyList<MeasureRow> rows) =>
        definition is { ListedOnly: false, LeaveOut.Count: 0 } ? rows : [.. rows.Where(r => definition.Holds(r.MeasureId, r.Breakdown))];
}
