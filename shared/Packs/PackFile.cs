namespace IncDiv.Packs;

/// <summary>A file of a pack.</summary>
/// <param name="Name">Name in the pack's folder.</param>
public sealed record PackFile(string Name, ReadOnlyMemory<byte> Content);
