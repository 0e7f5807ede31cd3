namespace IncDiv.Contracts.PackDefinitions;

/// <summary>All packs of a force.</summary>
public sealed class PackCatalogue
{
    internal PackCatalogue(IReadOnlyList<PackDefinition> packs) => Packs = packs;

    /// <summary>All packs, in ordinal order of their file names.</summary>
    public IReadOnlyList<PackDefinition> Packs { get; }

    /// <summary>The pack with that id, or null.</summary>
    public PackDefinition? Find(string id) => Packs.FirstOrDefault(p => string.Equals(p.Id, id, StringComparison.Ordinal));
}
