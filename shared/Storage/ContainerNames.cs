namespace IncDiv.Storage;

/// <summary>Blob containers (outputs.md section 1) and the private one that chains the functions.</summary>
public static class ContainerNames
{
    public const string Drops = "drops";
    public const string Quarantine = "quarantine";
    public const string Receipts = "receipts";
    public const string Curated = "curated";
    /// <summary>The folder <c>bi</c> of <c>incdiv run</c> (outputs.md section 1): Azure wants at least three characters.</summary>
    public const string Bi = "bi-data";
    public const string Measures = "measures";
    public const string Packs = "packs";
    public const string Work = "work";

    public static IReadOnlyList<string> All { get; } = [Drops, Quarantine, Receipts, Curated, Bi, Measures, Packs, Work];
}
