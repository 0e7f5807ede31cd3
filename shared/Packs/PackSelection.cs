namespace IncDiv.Packs;

/// <summary>The rows that belong in a pack. Every file is made from these, so that no file holds rows that its tier may not read.</summary>
public static class PackSelection
{
    public static IReadOnlyList<MeasureRow> Select(PackDefinition definition, IReadOnlyList<MeasureRow> rows) =>
        definition is { ListedOnly: false, LeaveOut.Count: 0 } ? rows : [.. rows.Where(r => definition.Holds(r.MeasureId, r.Breakdown))];
}
