namespace IncDiv.Contracts.PackDefinitions;

/// <summary>All packs, read from the YAML files of this assembly.</summary>
public sealed class PackCatalogue
{
    private PackCatalogue(IReadOnlyList<PackDefinition> packs) => Packs = packs;

    /// <summary>The packs of this build.</summary>
    /// <exception cref="InvalidDataException">A definition is not well formed; the message says where the fault is and how to correct it.</exception>
    public static PackCatalogue Default { get; } =
        new([.. EmbeddedYaml.ReadAll<PackDefinitionYaml>("PackDefinitions").Select(f => f.Content.ToDefinition(FeedCatalogue.Default))]);

    /// <summary>All packs, in ordinal order of their file names.</summary>
    public IReadOnlyList<PackDefinition> Packs { get; }

    /// <summary>The pack with that id, or null.</summary>
    public PackDefinition? Find(string id) => Packs.FirstOrDefault(p => string.Equals(p.Id, id, StringComparison.Ordinal));

    /// <summary>Reads one definition; <paramref name="file"/> names it in messages.</summary>
    /// <exception cref="InvalidDataException">The definition is not well formed.</exception>
    public static PackDefinition Parse(string file, string yaml) =>
        EmbeddedYaml.Parse<PackDefinitionYaml>(file, yaml).ToDefinition(FeedCatalogue.Default);
}
