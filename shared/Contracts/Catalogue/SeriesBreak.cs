namespace IncDiv.Contracts.Catalogue;

/// <summary>A quarter from which on figures are no longer what they were before (<c>Catalogue/Reference/breaks.yaml</c>).</summary>
/// <param name="First">The first quarter of the new series.</param>
/// <param name="Breaks">
/// Figures before and after do not compare: windows and changes across it carry <c>b</c>. False where only control limits start afresh
/// after a change in the process.
/// </param>
/// <param name="Measures">Ids; empty for all.</param>
/// <param name="Breakdowns">Names in the output; empty for all.</param>
/// <param name="Groups">Groups of those breakdowns; empty for all.</param>
/// <param name="Reason">What changed, and who said so: a chart is rebased for a recorded reason only.</param>
public sealed record SeriesBreak(
    Quarter First, bool Breaks, IReadOnlyList<string> Feeds, IReadOnlyList<string> Measures, IReadOnlyList<string> Breakdowns,
    IReadOnlyList<string> Groups, string Reason)
{
    /// <summary>Whether the break concerns a figure of a measure about some groups of a breakdown.</summary>
    public bool Concerns(Measure measure, string breakdown, IReadOnlyList<string> groups) =>
        (Feeds.Count == 0 || Feeds.Contains(measure.Feed))
        && (Measures.Count == 0 || Measures.Contains(measure.Id))
        && (Breakdowns.Count == 0 || Breakdowns.Contains(breakdown))
        && (Groups.Count == 0 || groups.Any(Groups.Contains));
}
