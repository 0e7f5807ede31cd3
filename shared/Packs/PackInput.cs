namespace IncDiv.Packs;

/// <summary>Everything that a pack is rendered from. The same input gives the same bytes: no clock, no culture, no machine.</summary>
/// <param name="Edition">1 for the first.</param>
/// <param name="PublicationDate">Printed; see <see cref="PublicationRule.DueDate"/>.</param>
/// <param name="Rows">The rows to publish, disclosure-controlled already; in the order of the catalogue.</param>
/// <param name="Feeds">Every feed of the pack, the missing ones too.</param>
/// <param name="Sources">Of the measures, in the order of the catalogue.</param>
/// <param name="Revisions">What changed since the last edition; none for edition 1.</param>
/// <param name="CatalogueVersion">Hash of the measure catalogue.</param>
/// <param name="CodeVersion">Version of the program.</param>
/// <param name="ComputedFrom">Every drop that a figure rests on, those of earlier quarters in its windows too.</param>
public sealed record PackInput(
    PackDefinition Definition,
    Quarter Quarter,
    int Edition,
    DateOnly PublicationDate,
    DateOnly NextReleaseDate,
    IReadOnlyList<MeasureRow> Rows,
    IReadOnlyList<FeedFacts> Feeds,
    IReadOnlyList<MeasureSource> Sources,
    IReadOnlyList<Revision> Revisions,
    DisclosureThresholds Thresholds,
    string CatalogueVersion,
    string CodeVersion,
    IReadOnlyList<DropProvenance> ComputedFrom)
{
    /// <summary>
    /// The rows of up to 16 earlier quarters, each from the last edition published before this one, oldest quarter first; for charts over time.
    /// </summary>
    public IReadOnlyList<MeasureRow> History { get; init; } = [];

    /// <summary>The last edition of this very pack and quarter; 0 where this is its first. Packs of a quarter share the numbers of their editions.</summary>
    public int PreviousEdition { get; init; }

    /// <summary>The register of actions of the quarter; none where it was not supplied or the pack does not show it.</summary>
    public IReadOnlyList<ActionFacts> Actions { get; init; } = [];

    /// <summary>Control charts of the measures, worked out where the words of the scorecard are.</summary>
    public IReadOnlyList<ControlSeries> Controls { get; init; } = [];
}
