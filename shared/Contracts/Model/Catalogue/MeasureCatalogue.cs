using System.Security.Cryptography;
using System.Text;

namespace IncDiv.Contracts.Catalogue;

/// <summary>All measures of a force, and what they refer to.</summary>
public sealed class MeasureCatalogue
{
    private const string Folder = "Measures/", CoverageFolder = "Measures/Coverage/";

    /// <param name="texts">The files of contracts, from which the version is computed.</param>
    internal MeasureCatalogue(
        FeedCatalogue feeds, IReadOnlyDictionary<string, Breakdown> breakdowns, IReadOnlyDictionary<string, Population> populations,
        IReadOnlyList<SeriesBreak> breaks, IReadOnlyList<Measure> measures, IEnumerable<ContractText> texts)
    {
        Feeds = feeds;
        Breakdowns = breakdowns;
        Populations = populations;
        Breaks = breaks;
        Measures = measures;
        Version = VersionOf(texts);
    }

    /// <summary>The feeds whose curated data the measures read.</summary>
    public FeedCatalogue Feeds { get; }

    /// <summary>All breakdowns by name, in the order of packs.</summary>
    public IReadOnlyDictionary<string, Breakdown> Breakdowns { get; }

    /// <summary>Vintages of the population, by name.</summary>
    public IReadOnlyDictionary<string, Population> Populations { get; }

    /// <summary>Series breaks and rebased charts.</summary>
    public IReadOnlyList<SeriesBreak> Breaks { get; }

    /// <summary>All measures, in the order of the catalogue and of the output.</summary>
    public IReadOnlyList<Measure> Measures { get; }

    /// <summary>The first 16 hex digits of SHA-256 over the names and texts of the files below <c>Measures</c>, in ordinal order of their names; the coverage
    /// of strategies changes no figure and is left out.</summary>
    public string Version { get; }

    /// <summary>The measure with that id, or null.</summary>
    public Measure? Find(string id) => Measures.FirstOrDefault(m => string.Equals(m.Id, id, StringComparison.Ordinal));

    /// <summary>The heading of a breakdown, by its name in the output; a breakdown without one is named in words.</summary>
    public string TitleOf(string breakdown)
    {
        if (Breakdowns.Values.FirstOrDefault(b => b.Reports == breakdown && b.Title is not null)?.Title is { } title)
            return title;
        string words = breakdown.Replace('_', ' ');
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>The break from which a figure's control limits are computed in a quarter; null where they go back as far as the data.</summary>
    public SeriesBreak? ControlLimitsFrom(Measure measure, string breakdown, string group, Quarter quarter) =>
        Breaks.Where(b => b.First <= quarter && b.Concerns(measure, breakdown, [group])).MaxBy(b => b.First);

    private static string VersionOf(IEnumerable<ContractText> texts)
    {
        IEnumerable<ContractText> files = texts
            .Where(t => t.File.StartsWith(Folder, StringComparison.Ordinal) && !t.File.StartsWith(CoverageFolder, StringComparison.Ordinal))
            .OrderBy(t => t.File, StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(files.Select(f => $"{f.File}\n{f.Yaml}\n")))))[..16];
    }
}

/// <summary>A vintage of the population (<c>Measures/Populations/populations.yaml</c>): figures state which vintage they use.</summary>
/// <param name="Name">Such as <c>census-2021</c>.</param>
/// <param name="Title">In words, with its source.</param>
/// <param name="Shares">Group to percent of the population.</param>
public sealed record Population(string Name, string Title, IReadOnlyDictionary<string, double> Shares);

/// <summary>A quarter from which figures are not comparable with earlier ones (<c>Measures/SeriesBreaks/breaks.yaml</c>).</summary>
/// <param name="First">The first quarter of the new series.</param>
/// <param name="Breaks">True if figures before and after are not comparable, so that windows and changes across the break have the symbol <c>b</c>. False if
/// only control limits start again after a change in the process.</param>
/// <param name="Measures">Ids; empty for all.</param>
/// <param name="Breakdowns">Names in the output; empty for all.</param>
/// <param name="Groups">Groups of those breakdowns; empty for all.</param>
/// <param name="Reason">What changed, and the source. A chart is rebased only for a recorded reason.</param>
public sealed record SeriesBreak(
    Quarter First, bool Breaks, IReadOnlyList<string> Feeds, IReadOnlyList<string> Measures, IReadOnlyList<string> Breakdowns,
    IReadOnlyList<string> Groups, string Reason)
{
    /// <summary>Whether the break applies to a figure of a measure for some groups of a breakdown.</summary>
    public bool Concerns(Measure measure, string breakdown, IReadOnlyList<string> groups) =>
        (Feeds.Count == 0 || Feeds.Contains(measure.Feed)) && (Measures.Count == 0 || Measures.Contains(measure.Id))
        && (Breakdowns.Count == 0 || Breakdowns.Contains(breakdown))
        && (Groups.Count == 0 || groups.Any(Groups.Contains));
}
