using System.Security.Cryptography;
using System.Text;

namespace IncDiv.Contracts.Catalogue;

/// <summary>All measures, read from the YAML files of this assembly: a new proportion measure needs only an entry there.</summary>
public sealed class MeasureCatalogue
{
    private const string MeasureFolder = "Catalogue/Measures/";
    private const string BreakdownFolder = "Catalogue/Breakdowns/";
    private const string PopulationFile = "Catalogue/Reference/populations.yaml";
    private const string BreakFile = "Catalogue/Reference/breaks.yaml";

    private MeasureCatalogue(CatalogueParts parts, IReadOnlyList<Measure> measures, string version)
    {
        Feeds = parts.Feeds;
        Breakdowns = parts.Breakdowns;
        Populations = parts.Populations;
        Breaks = parts.Breaks;
        Measures = measures;
        Version = version;
    }

    /// <summary>The catalogue of this build.</summary>
    /// <exception cref="InvalidDataException">The catalogue is not well formed; the message says where the fault is and how to correct it.</exception>
    public static MeasureCatalogue Default { get; } = Read(Embedded(), FeedCatalogue.Default);

    /// <summary>The feeds whose curated data the measures read.</summary>
    public FeedCatalogue Feeds { get; }

    public IReadOnlyDictionary<string, Breakdown> Breakdowns { get; }

    /// <summary>Vintages of London's population, by name.</summary>
    public IReadOnlyDictionary<string, Population> Populations { get; }

    /// <summary>Series breaks and rebased charts.</summary>
    public IReadOnlyList<SeriesBreak> Breaks { get; }

    /// <summary>All measures, in the order of the catalogue and of the output.</summary>
    public IReadOnlyList<Measure> Measures { get; }

    /// <summary>The first 16 hex digits of SHA-256 over the names and texts of the YAML files, in ordinal order of their names.</summary>
    public string Version { get; }

    /// <summary>The measure with that id, or null.</summary>
    public Measure? Find(string id) => Measures.FirstOrDefault(m => string.Equals(m.Id, id, StringComparison.Ordinal));

    /// <summary>The break from which a figure's control limits are computed in a quarter; null where they go back as far as the data.</summary>
    public SeriesBreak? ControlLimitsFrom(Measure measure, string breakdown, string group, Quarter quarter) =>
        Breaks.Where(b => b.First <= quarter && b.Concerns(measure, breakdown, [group])).MaxBy(b => b.First);

    /// <summary>Reads a catalogue from texts named <c>Catalogue/Measures|Breakdowns|Reference/….yaml</c>.</summary>
    /// <exception cref="InvalidDataException">The texts are not well formed; the message lists every problem with its place.</exception>
    public static MeasureCatalogue Read(IEnumerable<(string File, string Yaml)> texts, FeedCatalogue feeds)
    {
        (string File, string Yaml)[] files = [.. texts.OrderBy(t => t.File, StringComparer.Ordinal)];
        var problems = new List<string>();
        MeasureCatalogue catalogue = Read(files, feeds, problems);
        return problems.Count == 0 ? catalogue : throw new InvalidDataException(string.Join('\n', problems));
    }

    /// <summary>The linter: all problems of a catalogue, each with its file and measure; empty if there are none.</summary>
    public static IReadOnlyList<string> Lint(IEnumerable<(string File, string Yaml)> texts, FeedCatalogue feeds)
    {
        var problems = new List<string>();
        Read([.. texts.OrderBy(t => t.File, StringComparer.Ordinal)], feeds, problems);
        return problems;
    }

    private static MeasureCatalogue Read((string File, string Yaml)[] files, FeedCatalogue feeds, List<string> problems)
    {
        var parts = new CatalogueParts(feeds);
        foreach ((string file, string yaml) in files)
            parts.Read(file, yaml, BreakdownFolder, PopulationFile, BreakFile, problems);
        var measures = new List<Measure>();
        foreach ((string file, string yaml) in files.Where(f => f.File.StartsWith(MeasureFolder, StringComparison.Ordinal)))
            if (CatalogueParts.Parsed<MeasureFileYaml>(file, yaml, problems) is { } content)
                measures.AddRange(content.Measures.Select(m => m.ToMeasure(file, content.Defaults, parts, problems)).OfType<Measure>());
        problems.AddRange(MeasureChecks.Problems(measures, parts.Breaks, problems.Count == 0));
        return new MeasureCatalogue(parts, measures, VersionOf(files));
    }

    /// <summary>The YAML files of this assembly, by name.</summary>
    public static IEnumerable<(string File, string Yaml)> Embedded()
    {
        foreach (string name in typeof(MeasureCatalogue).Assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(MeasureFolder, StringComparison.Ordinal) && !name.StartsWith(BreakdownFolder, StringComparison.Ordinal)
                && name is not (PopulationFile or BreakFile))
                continue;
            using var reader = new StreamReader(typeof(MeasureCatalogue).Assembly.GetManifestResourceStream(name)!);
            yield return (name, reader.ReadToEnd());
        }
    }

    private static string VersionOf(IEnumerable<(string File, string Yaml)> files)
    {
        string all = string.Concat(files.Select(f => $"{f.File}\n{f.Yaml}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..16];
    }
}
