namespace IncDiv.Packs.Sections;

/// <summary>What was received, rejected and missing.</summary>
internal static class QualitySection
{
    private static readonly Column[] FeedColumns =
    [
        new("Feed"), new("Required"), new("Drops accepted", ColumnKind.Figure), new("Rows read", ColumnKind.Figure), new("Rows accepted", ColumnKind.Figure),
        new("Rows rejected", ColumnKind.Figure), new("Adds up"), new("Note"),
    ];

    private static readonly Column[] DropColumns =
    [
        new("Receipt"), new("Feed"), new("Outcome"), new("Rows read", ColumnKind.Figure), new("Rows accepted", ColumnKind.Figure),
        new("Rows rejected", ColumnKind.Figure), new("Faults and warnings"),
    ];

    /// <summary>Required feeds without an accepted drop.</summary>
    public static IEnumerable<FeedFacts> Missing(PackInput input) =>
        input.Feeds.Where(f => f.IsMissing && input.Definition.RequiredFeeds.Contains(f.Feed, StringComparer.Ordinal));

    public static PackSection Create(PackInput input)
    {
        int suppressed = input.Rows.Count(r => r.Symbol.HasFlag(Symbols.Suppressed));
        Row[] drops = [.. input.Feeds.SelectMany(f => f.Drops.Select(d => Drop(f, d)))];
        List<Block> blocks =
        [
            new Table("quality-feeds", "Feeds", "Feeds of the quarter: rows read are rows accepted and rows rejected", "", FeedColumns,
                [.. input.Feeds.Select(f => Feed(f, input))]),
        ];
        if (drops.Length > 0)
            blocks.Add(new Table("quality-drops", "Drops", "Drops of the quarter, with the name of their receipt", "", DropColumns, drops, IsDetail: true));
        blocks.Add(new Paragraph($"{FigureFormat.Count(suppressed)} of {FigureFormat.Count(input.Rows.Count)} figures of the quarter are suppressed [c]."));
        return new PackSection("quality", "Data quality", blocks);
    }

    private static Row Feed(FeedFacts feed, PackInput input)
    {
        string required = input.Definition.RequiredFeeds.Contains(feed.Feed, StringComparer.Ordinal) ? "yes" : "no";
        return new Row("", feed.IsMissing
            ? [feed.Title, required, "[x]", "[x]", "[x]", "[x]", "[x]", feed.Note.Length > 0 ? feed.Note : "late or not supplied"]
            : [feed.Title, required, .. Totals(feed), Cells.Text(feed.Note)]);
    }

    private static IEnumerable<Cell> Totals(FeedFacts feed)
    {
        long read = feed.Accepted.Sum(d => d.RowsRead);
        long accepted = feed.Accepted.Sum(d => d.RowsAccepted);
        long rejected = feed.Accepted.Sum(d => d.RowsRejected);
        long difference = read - accepted - rejected;
        return
        [
            Cells.Count(feed.Accepted.Count()), Cells.Count(read), Cells.Count(accepted), Cells.Count(rejected),
            difference == 0 ? "yes" : $"no, {FigureFormat.Count(difference)} unaccounted for",
        ];
    }

    private static Row Drop(FeedFacts feed, DropFacts drop) => new("",
    [
        drop.DropId, feed.Title, Outcome(drop.Outcome), Cells.Count(drop.RowsRead), Cells.Count(drop.RowsAccepted), Cells.Count(drop.RowsRejected),
        drop.Counts.Count == 0 ? "none" : string.Join(", ", drop.Counts.Select(c => $"{c.Code}: {FigureFormat.Count(c.Count)}")),
    ]);

    private static string Outcome(DropOutcome outcome) => outcome switch
    {
        DropOutcome.Accepted => "accepted",
        DropOutcome.Quarantined => "quarantined, not used",
        DropOutcome.Duplicate => "duplicate, not used",
        DropOutcome.Superseded => "superseded, no longer used",
        DropOutcome.Failed => "failed, waiting",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Add the text for this outcome here."),
    };
}
