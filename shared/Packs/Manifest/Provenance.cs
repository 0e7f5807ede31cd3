namespace IncDiv.Packs.Manifest;

/// <summary>What a pack was computed from.</summary>
/// <param name="Contracts">Version of each feed's contract.</param>
/// <param name="MeasureRows">Rows of the measures table.</param>
public sealed record Provenance(
    IReadOnlyList<DropProvenance> Drops,
    IReadOnlyList<ContractProvenance> Contracts,
    int MeasureRows,
    string CatalogueVersion,
    string CodeVersion);
