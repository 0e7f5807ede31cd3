namespace IncDiv.Packs.Manifest;

/// <summary>A drop that figures of the pack rest on.</summary>
public sealed record DropProvenance(string Feed, string DropId, long RowsRead, long RowsAccepted, long RowsRejected);
