namespace IncDiv.Packs;

/// <summary>Everything that a pack is rendered from. The same input gives the same bytes, whatever the clock, culture or machine.</summary>
/// <param name="Edition">1 for the first.</param>
/// <param name="PublicationDate">Printed; see <see cref="PublicationRule.DueDate"/>.</param>
/// <param name="Rows">The rows to publish, after disclosure control, in the order of the catalogue.</param>
/// <param name="Feeds">Every feed of the pack, including missing ones.</param>
/// <param name="Sources">Sources of the measures, in the order of the catalogue.</param>
/// <param name="Revisions">What changed since the last edition; none for edition 1.</param>
/// <param name="CatalogueVersion">Hash of the measure catalogue.</param>
/// <param name="CodeVersion">Version of the program.</param>
/// <param name="ComputedFrom">Every drop that a figure is computed from, including those of earlier quarters in its window.</param>
public sealed record PackInput(
    PackDefinition Definition, Quarter Quarter, int Edition, DateOnly PublicationDate, DateOnly NextReleaseDate, IReadOnlyList<MeasureRow> Rows,
    IReadOnlyList<FeedFacts> Feeds, IReadOnlyList<MeasureSource> Sources, IReadOnlyList<Revision> Revisions, DisclosureThresholds Thresholds,
    string CatalogueVersion, string CodeVersion, IReadOnlyList<DropProvenance> ComputedFrom)
{
    /// <summary>The contracts that the figures were computed under.</summary>
    public required ContractSet Contracts { get; init; }

    /// <summary>The rows of up to 16 earlier quarters, each from the last edition published before this one, oldest quarter first; for charts over
    /// time.</summary>
    public IReadOnlyList<MeasureRow> History { get; init; } = [];

    /// <summary>The previous edition of this pack and quarter; 0 if this is the first. All packs of a quarter share one sequence of edition numbers.</summary>
    public int PreviousEdition { get; init; }

    /// <summary>The quarter's action plan; none if it was not supplied or the pack does not show it.</summary>
    public IReadOnlyList<ActionFacts> Actions { get; init; } = [];

    /// <summary>Control charts of the measures, computed together with the signals in the scorecard.</summary>
    public IReadOnlyList<ControlSeries> Controls { get; init; } = [];
}

/// <summary>An action of the quarter's action plan.</summary>
/// <param name="Source">Document and number of the commitment.</param>
/// <param name="Owner">A role, never a name.</param>
/// <param name="Due">The month, <c>yyyy-MM</c>; empty where none was set.</param>
/// <param name="Status">A code of the plan's column <c>status</c>.</param>
public sealed record ActionFacts(string Source, string Priority, string Commitment, string Owner, string Due, string Status, string Note);

/// <summary>What the pack says about one drop: the counts in its receipt.</summary>
/// <param name="DropId">Id of the drop and of its receipt.</param>
/// <param name="Counts">Faults and warnings by code.</param>
public sealed record DropFacts(string DropId, DropOutcome Outcome, long RowsRead, long RowsAccepted, long RowsRejected, IReadOnlyList<IssueCount> Counts);

/// <summary>What was received for one feed in the quarter. A feed without an accepted drop is missing and is shown as <c>[x]</c>.</summary>
/// <param name="Title">The feed's name in words.</param>
/// <param name="Drops">Every drop of the quarter, whatever its outcome, in the order of the ledger.</param>
/// <param name="Note">A note for the reader, such as "carried forward from the wave of 2026-27-Q1"; empty for none.</param>
public sealed record FeedFacts(string Feed, string Title, int ContractVersion, IReadOnlyList<DropFacts> Drops, string Note = "")
{
    /// <summary>The drops that the figures were computed from.</summary>
    public IEnumerable<DropFacts> Accepted => Drops.Where(d => d.Outcome == DropOutcome.Accepted);

    public bool IsMissing => !Accepted.Any();
}

/// <summary>What the catalogue says about a measure.</summary>
/// <param name="Source">Seed document and section.</param>
/// <param name="Baselines">Printed next to today's figure with their date, never joined to the series.</param>
/// <param name="Notes">Printed unchanged.</param>
public sealed record MeasureSource(string MeasureId, string Source, IReadOnlyList<Baseline> Baselines, IReadOnlyList<string> Notes);

/// <summary>A file of a pack.</summary>
/// <param name="Name">Name in the pack's folder.</param>
public sealed record PackFile(string Name, ReadOnlyMemory<byte> Content);
