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

    /// <summary>
    /// The first 16 hex digits of SHA-256 over the names and texts of the files below <c>Measures</c>, in ordinal order of their names; the
    /// coverage of strategies changes no figure and is left out.
    /// </summary>
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
