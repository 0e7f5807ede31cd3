namespace IncDiv.Contracts.Catalogue;

/// <summary>The parts of the catalogue that measures refer to by name. They are read first.</summary>
internal sealed class CatalogueParts(FeedCatalogue feeds)
{
    private readonly Dictionary<string, Breakdown> _breakdowns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Population> _populations = new(StringComparer.Ordinal);
    private readonly List<SeriesBreak> _breaks = [];

    public FeedCatalogue Feeds { get; } = feeds;

    public IReadOnlyDictionary<string, Breakdown> Breakdowns => _breakdowns;

    public IReadOnlyDictionary<string, Population> Populations => _populations;

    public IReadOnlyList<SeriesBreak> Breaks => _breaks;

    /// <summary>Reads a text if it holds one of these parts.</summary>
    public void Read(string file, string yaml, string breakdownFolder, string populationFile, string breakFile, List<string> problems)
    {
        try
        {
            if (file.StartsWith(breakdownFolder, StringComparison.Ordinal))
                foreach ((string name, BreakdownYaml breakdown) in EmbeddedYaml.Parse<Dictionary<string, BreakdownYaml>>(file, yaml))
                    _breakdowns.Add(name, breakdown.ToBreakdown(name, _breakdowns));
            if (file == populationFile)
                foreach ((string name, PopulationYaml population) in EmbeddedYaml.Parse<Dictionary<string, PopulationYaml>>(file, yaml))
                    _populations.Add(name, population.ToPopulation(name));
            if (file == breakFile)
                _breaks.AddRange(EmbeddedYaml.Parse<List<SeriesBreakYaml>>(file, yaml).Select(b => b.ToBreak(file)));
        }
        catch (InvalidDataException fault)
        {
            problems.Add(fault.Message);
        }
    }

    /// <summary>The deserialised text; null, with a problem added, if it is not valid YAML of that type.</summary>
    public static T? Parsed<T>(string file, string yaml, List<string> problems)
        where T : class
    {
        try
        {
            return EmbeddedYaml.Parse<T>(file, yaml);
        }
        catch (InvalidDataException fault)
        {
            problems.Add(fault.Message);
            return null;
        }
    }
}
