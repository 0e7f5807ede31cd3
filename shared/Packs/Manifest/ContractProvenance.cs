namespace IncDiv.Packs.Manifest;

/// <summary>The contract that a feed was read with.</summary>
public sealed record ContractProvenance(string Feed, int Version);
