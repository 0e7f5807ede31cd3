namespace IncDiv.Contracts.PackDefinitions;

/// <summary>The content, audience and dates of a pack. Read from <c>Packs/*.yaml</c>.</summary>
/// <param name="Id">First part of the pack's path: lower-case letters, digits and hyphens.</param>
/// <param name="Order">Position on the home page of all packs.</param>
/// <param name="Status">The kind of statistics, as printed on the cover.</param>
/// <param name="RequiredFeeds">Feeds that the pack needs. If one is missing, the pack waits for its due date and then shows <c>[x]</c>.</param>
/// <param name="ListedOnly">True if the pack holds only the measures that its objectives name.</param>
/// <param name="LeaveOut">Breakdowns that no file of this pack includes.</param>
/// <param name="Sections">The sections, in the order of the pack.</param>
/// <param name="Headlines">At most eight.</param>
/// <param name="ObjectiveTerm">What the strategy calls its objectives, such as <c>Pillar</c>.</param>
/// <param name="Focus">The group with a section of its own; null for none.</param>
/// <param name="PlaceMeasureIds">Measures shown for each place. The figures of other measures by place are in the data files only.</param>
public sealed record PackDefinition(
    string Id, string Title, int Order, PackTier Tier, string Audience, string Cadence, string Status, string Owner, string Contact,
    PublicationRule Publication, IReadOnlyList<string> RequiredFeeds, bool ListedOnly, IReadOnlyList<string> LeaveOut,
    IReadOnlyList<PackSectionKind> Sections, IReadOnlyList<HeadlineDefinition> Headlines, string ObjectiveTerm,
    IReadOnlyList<PackObjective> Objectives, PackFocus? Focus, IReadOnlyList<string> PlaceMeasureIds, IReadOnlyList<SourceNote> SourceNotes)
{
    /// <summary>Whether an id listed in a pack covers a measure of the catalogue: the same id, or one of its parts (<c>PAS-10</c> covers <c>PAS-10a</c> and
    /// <c>PAS-10-senior</c>, not <c>PAS-101</c>).</summary>
    public static bool Covers(string listedId, string measureId) =>
        measureId.StartsWith(listedId, StringComparison.Ordinal) && (measureId.Length == listedId.Length || !char.IsAsciiDigit(measureId[listedId.Length]));

    /// <summary>Whether a row belongs to this pack. Every file of the pack, including the data files, holds exactly these rows.</summary>
    public bool Holds(string measureId, string breakdown) =>
        !LeaveOut.Contains(breakdown, StringComparer.Ordinal)
        && (!ListedOnly || Objectives.SelectMany(o => o.Priorities).SelectMany(p => p.MeasureIds).Any(id => Covers(id, measureId)));
}

/// <summary>A headline: the level of a measure and, where <paramref name="Group"/> is given, its comparison with another group.</summary>
/// <param name="Breakdown">Breakdown of the comparison; <c>all</c> without one.</param>
/// <param name="Group">The group compared, empty for none.</param>
/// <param name="Comparator">The group it is compared with.</param>
public sealed record HeadlineDefinition(string MeasureId, string Breakdown, string Group, string Comparator);

/// <summary>A chart, or one for each of its measures: trend, control chart, ladder and places show one measure for each chart.</summary>
/// <param name="Title">What the chart shows. The finding below it is generated from the figures.</param>
/// <param name="MeasureIds">See <see cref="PackDefinition.Covers"/>.</param>
/// <param name="Breakdown"><c>all</c> for the measure as a whole.</param>
/// <param name="Group">The group drawn over time or compared; empty for all of the breakdown.</param>
/// <param name="Comparator">What the group is compared with in a dumbbell.</param>
public sealed record PackChart(PackChartKind Kind, string Title, IReadOnlyList<string> MeasureIds, string Breakdown, string Group, string Comparator);

/// <summary>The kinds of charts. For their design see publication.md D5.</summary>
public enum PackChartKind
{
    /// <summary>Dots with intervals: the levels of some measures, or of the groups of one.</summary>
    Intervals,

    /// <summary>A line over the quarters with the band of its interval.</summary>
    Trend,

    /// <summary>A control chart of single quarters.</summary>
    Xmr,

    /// <summary>The levels of two groups joined by a line, with one line for each measure.</summary>
    Dumbbell,

    /// <summary>The share at each rank, bars from zero.</summary>
    Ladder,

    /// <summary>Ratios or indices with intervals on a logarithmic axis.</summary>
    Ratio,

    /// <summary>A small chart over time for each place.</summary>
    Places,
}

/// <summary>A group that a pack focuses on. It has its own section with its level and comparisons for every measure.</summary>
/// <param name="Title">Heading of the section.</param>
/// <param name="Breakdowns">The breakdowns that have the group.</param>
public sealed record PackFocus(string Title, IReadOnlyList<string> Breakdowns, string Group);

/// <summary>An objective or pillar of the strategy: a section of the pack.</summary>
/// <param name="Charts">The charts of the section; empty for tables only.</param>
public sealed record PackObjective(string Title, IReadOnlyList<PackChart> Charts, IReadOnlyList<PackPriority> Priorities);

/// <summary>A priority of the strategy, with its measures.</summary>
/// <param name="MeasureIds">In the order of the pack; see <see cref="PackDefinition.Covers"/>.</param>
public sealed record PackPriority(string Title, IReadOnlyList<string> MeasureIds);

/// <summary>The sections of a pack.</summary>
public enum PackSectionKind
{
    About,
    Headlines,
    Scorecard,
    Objectives,
    Focus,
    Trajectory,
    Actions,
    Characteristics,
    Places,
    Baselines,
    Quality,
    Methods,
    Symbols,
    SourceNotes,
    Revisions,
}

/// <summary>Who may read a pack.</summary>
public enum PackTier
{
    /// <summary>An internal board: every published row.</summary>
    Board,

    /// <summary>The public: without the breakdowns that the definition leaves out, and with fewer decimals for small bases.</summary>
    Public,
}

/// <summary>An inconsistency of the source documents: printed, never corrected (measures.md, "Inconsistencies in the sources").</summary>
public sealed record SourceNote(string Topic, string Note);

/// <summary>When a pack is due.</summary>
/// <param name="DaysAfterQuarterEnd">The announced publication date, as a number of days after the last day of the quarter.</param>
/// <param name="AsSoonAsComplete">The pack is published earlier if all its required feeds are in.</param>
/// <param name="Quarters">Quarters of the year that have this pack, 1 to 4, ascending.</param>
public sealed record PublicationRule(int DaysAfterQuarterEnd, bool AsSoonAsComplete, IReadOnlyList<int> Quarters)
{
    public bool Has(Quarter quarter) => Quarters.Contains(quarter.Number);

    /// <summary>The next quarter in which the pack is published.</summary>
    public Quarter Next(Quarter quarter)
    {
        do
            quarter = quarter.AddQuarters(1);
        while (!Has(quarter));
        return quarter;
    }

    /// <summary>The announced publication date. Packs print this date, not the day of the actual run, so that the same drops give the same bytes.</summary>
    public DateOnly DueDate(Quarter quarter) => quarter.LastDay.AddDays(DaysAfterQuarterEnd);

    /// <param name="isComplete">All required feeds of the quarter are in.</param>
    public bool IsDue(Quarter quarter, bool isComplete, DateOnly today) => Has(quarter) && ((AsSoonAsComplete && isComplete) || today >= DueDate(quarter));
}

/// <summary>All packs of a force.</summary>
/// <param name="Packs">In ordinal order of their file names.</param>
public sealed record PackCatalogue(IReadOnlyList<PackDefinition> Packs)
{
    /// <summary>The pack with that id, or null.</summary>
    public PackDefinition? Find(string id) => Packs.FirstOrDefault(p => string.Equals(p.Id, id, StringComparison.Ordinal));
}
