namespace IncDiv.Storage;

/// <summary>Tables of Table Storage (outputs.md section 2).</summary>
public static class TableNames
{
    public const string Measures = "Measures";
    public const string MeasureHistory = "MeasureHistory";
    public const string Drops = "Drops";
    public const string Packs = "Packs";
    public const string Audit = "Audit";

    public static IReadOnlyList<string> All { get; } = [Measures, MeasureHistory, Drops, Packs, Audit];
}
