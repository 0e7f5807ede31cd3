namespace IncDiv.Contracts;

/// <summary>All contracts of a force: what is dropped, measured, protected and published. They are the YAML files of this build, or a folder of such files
/// (setting <c>Contracts</c>, option <c>--contracts</c>), which is checked as a whole before anything runs.</summary>
/// <param name="Coverage">The success criteria of the strategies, statement by statement, and the measures that answer them: S000 "How will we know we have
/// succeeded?", S003 appendices A and B.</param>
public sealed record ContractSet(
    MeasureCatalogue Measures, IReadOnlyList<CoverageSection> Coverage, ReleaseCatalogue Releases, PackCatalogue Packs, DisclosurePolicy Policy)
{
    /// <summary>The contracts of this build.</summary>
    /// <exception cref="InvalidDataException">They have problems; the message lists them.</exception>
    public static ContractSet Embedded { get; } = Read(ContractText.Embedded);

    public FeedCatalogue Feeds => Measures.Feeds;

    /// <summary>All problems of contract files, by file and line; none if they can be used.</summary>
    public static IReadOnlyList<ContractProblem> Check(IEnumerable<ContractText> texts) => ContractReader.Read(texts).Problems;

    /// <summary>Reads the contracts of a force.</summary>
    /// <exception cref="InvalidDataException">They have problems; the message lists each on a line of its own, with file, line and remedy.</exception>
    public static ContractSet Read(IEnumerable<ContractText> texts)
    {
        (ContractSet? contracts, IReadOnlyList<ContractProblem> problems) = ContractReader.Read(texts);
        return contracts ?? throw new InvalidDataException(string.Join('\n', problems));
    }

    /// <summary>Reads the contracts in a folder.</summary>
    /// <exception cref="InvalidDataException">See <see cref="Read"/>.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static ContractSet From(DirectoryInfo folder) =>
        folder.Exists ? Read(ContractText.In(folder)) : throw new DirectoryNotFoundException($"There is no folder {folder}.");
}
