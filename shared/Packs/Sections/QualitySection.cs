using IncDiv.Contracts.Html;
using IncDiv.Contracts.Receipts;
using IncDiv.Packs.Figures;

namespace IncDiv.Packs.Sections;

/// <summary>What came in, what was refused and what is missing.</summary>
internal static class QualitySection
{
    /// <summary>Required feeds of which nothing was accepted.</summary>
    public static IEnumerable<FeedFacts> Missing(PackInput input) =>
        input.Feeds.Where(f => f.IsMissing && input.Definition.RequiredFeeds.Contains(f.Feed, StringComparer.Ordinal));

    public static PageSection Render(PackInput input)
    {
        int suppressed = input.Rows.Count(r => Symbols.Codes(r).Contains("c", StringComparer.Ordinal));
        return new PageSection(
            "quality",
            "Data quality",
            Feeds(input),
            Drops(input),
            Tag.P($"{FigureFormat.Count(suppressed)} of {FigureFormat.Count(input.Rows.Count)} figures of the quarter are suppressed [c]."));
    }

    private static Element Feeds(PackInput input)
    {
        var table = new DataTable(
            "quality-feeds", "Feeds of the quarter: rows read are rows accepted and rows rejected",
            "Feed", "Required", DataColumn.Number("Drops accepted"), DataColumn.Number("Rows read"), DataColumn.Number("Rows accepted"),
            DataColumn.Number("Rows rejected"), "Adds up", "Note");
        foreach (FeedFacts feed in input.Feeds)
        {
            string required = input.Definition.RequiredFeeds.Contains(feed.Feed, StringComparer.Ordinal) ? "yes" : "no";
            table.AddRow(feed.IsMissing
                ? [feed.Title, required, "[x]", "[x]", "[x]", "[x]", "[x]", feed.Note.Length > 0 ? feed.Note : "late or not supplied"]
                : [feed.Title, required, .. Totals(feed), feed.Note.Length > 0 ? feed.Note : "none"]);
        }
        return table.ToElement();
    }

    private static IEnumerable<Node> Totals(FeedFacts feed)
    {
        long read = feed.Accepted.Sum(d => d.RowsRead);
        long accepted = feed.Accepted.Sum(d => d.RowsAccepted);
        long rejected = feed.Accepted.Sum(d => d.RowsRejected);
        long difference = read - accepted - rejected;
        return
        [
            FigureFormat.Count(feed.Accepted.Count()), FigureFormat.Count(read), FigureFormat.Count(accepted), FigureFormat.Count(rejected),
            difference == 0 ? "yes" : $"no, {FigureFormat.Count(difference)} unaccounted for",
        ];
    }

    private static Element Drops(PackInput input)
    {
        var table = new DataTable(
            "quality-drops", "Drops of the quarter, with the name of their receipt",
            "Receipt", "Feed", "Outcome", DataColumn.Number("Rows read"), DataColumn.Number("Rows accepted"), DataColumn.Number("Rows rejected"), "Faults and warnings");
        foreach (FeedFacts feed in input.Feeds)
            foreach (DropFacts drop in feed.Drops)
                table.AddRow(
                    drop.DropId, feed.Title, Outcome(drop.Outcome), FigureFormat.Count(drop.RowsRead), FigureFormat.Count(drop.RowsAccepted),
                    FigureFormat.Count(drop.RowsRejected),
                    drop.Counts.Count == 0 ? "none" : string.Join(", ", drop.Counts.Select(c => $"{c.Code}: {FigureFormat.Count(c.Count)}")));
        return table.ToElement();
    }

    private static string Outcome(DropOutcome outcome) => outcome switch
    {
        DropOutcome.Accepted => "accepted",
        DropOutcome.Quarantined => "quarantined, not used",
        DropOutcome.Duplicate => "duplicate, not used",
        DropOutcome.Superseded => "superseded, no longer used",
        DropOutcome.Failed => "failed, waiting",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "A new outcome needs words here."),
    };
}
