namespace IncDiv.Contracts.PackDefinitions;

/// <summary>What a pack holds, for whom and when. Read from <c>PackDefinitions/*.yaml</c>.</summary>
/// <param name="Id">First part of the pack's path: lower-case letters, digits and hyphens.</param>
/// <param name="Status">What kind of statistics these are; printed on the cover.</param>
/// <param name="RequiredFeeds">Feeds without which the pack waits for its due date and then shows <c>[x]</c>.</param>
/// <param name="Headlines">At most eight.</param>
/// <param name="PlaceMeasureIds">Measures shown for each borough and BCU; the rest stays in the data files.</param>
public sealed record PackDefinition(
    string Id,
    string Title,
    string Audience,
    string Cadence,
    string Status,
    string Owner,
    string Contact,
    PublicationRule Publication,
    IReadOnlyList<string> RequiredFeeds,
    IReadOnlyList<HeadlineDefinition> Headlines,
    IReadOnlyList<PackObjective> Objectives,
    IReadOnlyList<string> PlaceMeasureIds,
    IReadOnlyList<SourceNote> SourceNotes)
{
    /// <summary>
    /// Whether an id listed in a pack covers a measure of the catalogue: the same id, or one of its parts (<c>PAS-10</c> covers
    /// <c>PAS-10a</c> and <c>PAS-10-senior</c>, not <c>PAS-101</c>).
    /// </summary>
    public static bool Covers(string listedId, string measureId) =>
        measureId.StartsWith(listedId, StringComparison.Ordinal)
        && (measureId.Length == listedId.Length || !char.IsAsciiDigit(measureId[listedId.Length]));
}
