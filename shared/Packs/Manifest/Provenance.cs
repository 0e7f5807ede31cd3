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

/// <summary>The contract that was used to read a feed.</summary>
public sealed record ContractProvenance(string Feed, int Version);

/// <summary>A drop that figures of the pack were computed from.</summary>
public sealed record DropProvenance(string Feed, string DropId, long RowsRead, long RowsAccepted, long RowsRejected);
