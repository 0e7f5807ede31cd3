namespace IncDiv.Storage.Packs;

/// <summary>A published edition of a pack: one row of the table <c>Packs</c>.</summary>
/// <param name="Path">Folder below the container <c>packs</c>.</param>
public sealed record PackRecord(string PackId, Quarter Quarter, int Edition, DateTimeOffset Published, string Path);
