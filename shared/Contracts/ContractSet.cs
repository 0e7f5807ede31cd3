namespace IncDiv.Contracts;

/// <summary>
/// All contracts together: what is dropped, measured, protected and published. Those of a force are the YAML files of this build, or a folder
/// of such files (setting <c>Contracts</c>, option <c>--contracts</c>), which is checked as a whole before anything runs.
/// </summary>
public sealed class ContractSet
{
    private ContractSet(FeedCatalogue feeds, MeasureCatalogue measures, ReleaseCatalogue releases, PackCatalogue packs, DisclosurePolicy policy)
    {
        Feeds = feeds;
        Measures = measures;
        Releases = releases;
        Packs = packs;
        Policy = policy;
    }

    /// <summary>The contracts of this build.</summary>
    public static ContractSet Embedded { get; } =
        new(FeedCatalogue.Default, MeasureCatalogue.Default, ReleaseCatalogue.Default, PackCatalogue.Default, DisclosurePolicy.Default);

    /// <summary>The contracts in a folder with the layout of <c>shared/Contracts</c>.</summary>
    /// <exception cref="InvalidDataException">The contracts have problems: the message lists each on a line of its own.</exception>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static ContractSet From(DirectoryInfo folder) => folder.Exists
        ? throw new NotSupportedException($"Contracts cannot be read from {folder} yet.")
        : throw new DirectoryNotFoundException($"There is no folder {folder}.");

    public FeedCatalogue Feeds { get; }

    public MeasureCatalogue Measures { get; }

    public ReleaseCatalogue Releases { get; }

    public PackCatalogue Packs { get; }

    public DisclosurePolicy Policy { get; }
}
