using System.Security.Cryptography;
using System.Text;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Reading;

namespace IncDiv.Contracts.Catalogue;

/// <summary>All measures, read from the YAML files of this assembly: a new proportion measure is an entry there and nothing else.</summary>
public sealed class MeasureCatalogue
{
    private const string MeasureFolder = "Catalogue/Measures/";
    private const string BreakdownFolder = "Catalogue/Breakdowns/";

    private MeasureCatalogue(FeedCatalogue feeds, IReadOnlyDictionary<string, Breakdown> breakdowns, IReadOnlyList<Measure> measures, string version)
    {
        Feeds = feeds;
        Breakdowns = breakdowns;
        Measures = measures;
        Version = version;
    }

    /// <summary>The catalogue that this build carries.</summary>
    /// <exception cref="InvalidDataException">The catalogue is not well formed; the message says where and how to put it right.</exception>
    public static MeasureCatalogue Default { get; } = Read(Embedded(), FeedCatalogue.Default);

    /// <summary>The feeds whose curated data the measures read.</summary>
    public FeedCatalogue Feeds { get; }

    public IReadOnlyDictionary<string, Breakdown> Breakdowns { get; }

    /// <summary>In the order of the catalogue, which is the order of the output.</summary>
    public IReadOnlyList<Measure> Measures { get; }

    /// <summary>The first 16 hex digits of SHA-256 over the names and texts of the YAML files, in ordinal order of their names.</summary>
    public string Version { get; }

    /// <summary>The measure of that id, or null.</summary>
    public Measure? Find(string id) => Measures.FirstOrDefault(m => string.Equals(m.Id, id, StringComparison.Ordinal));

    /// <summary>Reads a catalogue from texts named <c>Catalogue/Measures/….yaml</c> and <c>Catalogue/Breakdowns/….yaml</c>.</summary>
    /// <exception cref="InvalidDataException">A text is not well formed; the message says where and how to put it right.</exception>
    public static MeasureCatalogue Read(IEnumerable<(string File, string Yaml)> texts, FeedCatalogue feeds)
    {
        (string File, string Yaml)[] files = [.. texts.OrderBy(t => t.File, StringComparer.Ordinal)];
        var breakdowns = new Dictionary<string, Breakdown>(StringComparer.Ordinal);
        foreach ((string file, string yaml) in files.Where(f => f.File.StartsWith(BreakdownFolder, StringComparison.Ordinal)))
            foreach ((string name, BreakdownYaml breakdown) in EmbeddedYaml.Parse<Dictionary<string, BreakdownYaml>>(file, yaml))
                breakdowns.Add(name, breakdown.ToBreakdown(name, breakdowns));
        var measures = new List<Measure>();
        foreach ((string file, string yaml) in files.Where(f => f.File.StartsWith(MeasureFolder, StringComparison.Ordinal)))
        {
            MeasureFileYaml content = EmbeddedYaml.Parse<MeasureFileYaml>(file, yaml);
            measures.AddRange(content.Measures.Select(m => m.ToMeasure(file, content.Defaults, feeds, breakdowns)));
        }
        if (measures.CountBy(m => m.Id, StringComparer.Ordinal).FirstOrDefault(c => c.Value > 1) is { Key: { } twice })
            throw new InvalidDataException($"Measure '{twice}' is in the catalogue twice.");
        return new MeasureCatalogue(feeds, breakdowns, measures, VersionOf(files));
    }

    /// <summary>The YAML files of this assembly, by name.</summary>
    public static IEnumerable<(string File, string Yaml)> Embedded()
    {
        foreach (string name in typeof(MeasureCatalogue).Assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(MeasureFolder, StringComparison.Ordinal) && !name.StartsWith(BreakdownFolder, StringComparison.Ordinal))
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
