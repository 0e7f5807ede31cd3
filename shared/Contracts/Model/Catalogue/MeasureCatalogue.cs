using System.Security.Cryptography;
using System.Text;

namespace IncDiv.Contracts.Catalogue;

/// <summary>All measures of a force, and what they refer to.</summary>
/// <param name="Feeds">The feeds whose curated data the measures read.</param>
/// <param name="Breakdowns">All breakdowns by name, in the order of packs.</param>
/// <param name="Populations">Vintages of the population, by name.</param>
/// <param name="Breaks">Series breaks and rebased charts.</param>
/// <param name="Measures">All measures, in the order of the catalogue and of the output.</param>
/// <param name="Version">See <see cref="VersionOf"/>.</param>
public sealed record MeasureCatalogue(
    FeedCatalogue Feeds, IReadOnlyDictionary<string, Breakdown> Breakdowns, IReadOnlyDictionary<string, PopulationVintage> Populations,
    IReadOnlyList<SeriesBreak> Breaks, IReadOnlyList<Measure> Measures, string Version)
{
    private const string Folder = "Measures/", CoverageFolder = "Measures/Coverage/";

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

    /// <summary>The first 16 hex digits of SHA-256 over the names and texts of the files below <c>Measures</c>, in ordinal order of their names; the coverage
    /// of strategies changes no figure and is left out.</summary>
    internal static string VersionOf(IEnumerable<ContractText> texts)
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
public sealed record PopulationVintage(string Name, string Title, IReadOnlyDictionary<string, double> Shares);

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

/// <summary>A section of a strategy with success criteria.</summary>
/// <param name="Document">Seed document, such as <c>S000</c>.</param>
public sealed record CoverageSection(string Document, string Title, IReadOnlyList<CoverageStatement> Statements);

/// <summary>One success criterion of a strategy, and the measures that answer it.</summary>
/// <param name="At">Line of the seed document; after a point the sentence, bullet or (<c>o</c>) outcome within it.</param>
/// <param name="Says">A short paraphrase of the statement.</param>
/// <param name="Measures">Ids of the catalogue.</param>
/// <param name="WhyNot">Why no measure answers it, or what the measures leave open; empty if they answer it fully.</param>
public sealed record CoverageStatement(string At, string Says, IReadOnlyList<string> Measures, string WhyNot);
