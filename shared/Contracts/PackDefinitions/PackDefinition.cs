namespace IncDiv.Contracts.PackDefinitions;

/// <summary>What a pack holds, for whom and when. Read from <c>PackDefinitions/*.yaml</c>.</summary>
/// <param name="Id">First part of the pack's path: lower-case letters, digits and hyphens.</param>
/// <param name="Order">Place on the home page of all packs.</param>
/// <param name="Status">What kind of statistics these are; printed on the cover.</param>
/// <param name="RequiredFeeds">Feeds without which the pack waits for its due date and then shows <c>[x]</c>.</param>
/// <param name="ListedOnly">Holds only the measures that its objectives name.</param>
/// <param name="LeaveOut">Breakdowns whose rows are in no file of this pack.</param>
/// <param name="Sections">In the order of the pack.</param>
/// <param name="Headlines">At most eight.</param>
/// <param name="ObjectiveTerm">What the strategy calls its objectives, such as <c>Pillar</c>.</param>
/// <param name="Focus">Null for none.</param>
/// <param name="PlaceMeasureIds">Measures shown for each borough and BCU; the rest stays in the data files.</param>
public sealed record PackDefinition(
    string Id,
    string Title,
    int Order,
    PackTier Tier,
    string Audience,
    string Cadence,
    string Status,
    string Owner,
    string Contact,
    PublicationRule Publication,
    IReadOnlyList<string> RequiredFeeds,
    bool ListedOnly,
    IReadOnlyList<string> LeaveOut,
    IReadOnlyList<PackSectionKind> Sections,
    IReadOnlyList<HeadlineDefinition> Headlines,
    string ObjectiveTerm,
    IReadOnlyList<PackObjective> Objectives,
    PackFocus? Focus,
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

    /// <summary>Whether a row belongs into this pack: every file of the pack, data files too, holds these rows and no others.</summary>
    public bool Holds(string measureId, string breakdown) =>
        !LeaveOut.Contains(breakdown, StringComparer.Ordinal)
        && (!ListedOnly || Objectives.SelectMany(o => o.Priorities).SelectMany(p => p.MeasureIds).Any(id => Covers(id, measureId)));
}
