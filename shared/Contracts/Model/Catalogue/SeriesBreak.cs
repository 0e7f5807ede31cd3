namespace IncDiv.Contracts.Catalogue;

/// <summary>A quarter from which figures are not comparable with earlier ones (<c>Measures/SeriesBreaks/breaks.yaml</c>).</summary>
/// <param name="First">The first quarter of the new series.</param>
/// <param name="Breaks">
/// True if figures before and after are not comparable, so that windows and changes across the break have the symbol <c>b</c>. False if only
/// control limits start again after a change in the process.
/// </param>
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
        (Feeds.Count == 0 || Feeds.Contains(measure.Feed))
        && (Measures.Count == 0 || Measures.Contains(measure.Id))
        && (Breakdowns.Count == 0 || Breakdowns.Contains(breakdown))
        && (Groups.Count == 0 || groups.Any(Groups.Contains));
}
