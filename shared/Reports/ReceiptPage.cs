namespace IncDiv.Reports;

/// <summary>The receipt as a page for the source team, with the same content as the JSON (feeds.md section 2).</summary>
public static class ReceiptPage
{
    /// <summary>The page as UTF-8. The same receipt always gives the same bytes. All text from the drop is encoded.</summary>
    public static byte[] Render(Receipt receipt)
    {
        OutcomeWords outcome = OutcomeWords.For(receipt);
        return ReportPage.Render(
            $"{outcome.Word}: {receipt.File}",
            new PageBanner($"Receipt of a drop · feed {receipt.Feed}", outcome.Word, receipt.Summary, outcome.Sign),
            Sections(receipt),
            $"Receipt {receipt.DropId} of IncDiv.Pipeline. The same content for programs: {receipt.DropId}.json.",
            "This receipt holds no value of a personal column. Every row read was either accepted or rejected.");
    }

    private static IEnumerable<PageSection> Sections(Receipt receipt)
    {
        yield return new PageSection("next", "What to do next", Tag.Create("div", Tag.P(receipt.NextStep)).With("class", "notice"));
        yield return new PageSection("rows", "Rows", Rows(receipt));
        if (IsChecked(receipt))
        {
            yield return new PageSection("issues", "Faults and warnings", Counts(receipt));
            if (receipt.Examples.Count > 0)
                yield return new PageSection("examples", "First examples", Examples(receipt));
            if (receipt.Outcome == DropOutcome.Accepted)
                yield return new PageSection("comparison", "Compared with the last accepted drop", Comparison(receipt));
            yield return new PageSection("personal", "Dropped as personal", Personal(receipt));
        }
        yield return new PageSection("drop", "The drop", Facts(receipt));
    }

    private static bool IsChecked(Receipt receipt) => receipt.Outcome is not (DropOutcome.Duplicate or DropOutcome.Failed);

    private static IEnumerable<Node> Rows(Receipt receipt)
    {
        if (!IsChecked(receipt))
            yield return Tag.P("The file was not checked.");
        yield return Tag.P($"{Number(receipt.RowsRead)} rows read = {Number(receipt.RowsAccepted)} accepted + {Number(receipt.RowsRejected)} rejected.");
        if (receipt.Outcome == DropOutcome.Quarantined && receipt.RowsAccepted > 0)
            yield return Tag.P("The drop is in quarantine, so rows without a fault are not used either.");
        foreach (string note in receipt.Notes)
            yield return Tag.P(note);
        if (receipt.Quarters.Count == 0)
            yield break;
        yield return Tag.P("Accepted rows by quarter of the financial year:");
        yield return Tag.Dl(receipt.Quarters.Select(q => (q.Quarter, (Node)$"{Number(q.Rows)} rows")));
    }

    private static Element Counts(Receipt receipt) => receipt.Counts.Count == 0
        ? Tag.P("None.")
        : new DataTable("counts", "All faults and warnings, by code", "Code", DataColumn.Number("Number"), "Meaning")
            .Of(receipt.Counts, c => [c.Code, Number(c.Count), c.Meaning]);

    private static IEnumerable<Node> Examples(Receipt receipt)
    {
        yield return Tag.P(
            $"The first {Receipt.MaxExamples} of each kind (file, row, warning). More are in ",
            Tag.Create("code", $"{receipt.DropId}.rejects.csv"),
            ", which states where its list stops. The counts above include all of them.");
        yield return new DataTable("example-list", "By line and column of the file", "Code", "Where", "What is wrong and how to put it right")
            .Of(receipt.Examples, i => [i.Code, Where(i), i.Message]);
    }

    private static Element Where(Issue issue)
    {
        var place = new List<Node>();
        if (issue.Line is { } line)
            place.Add(Tag.Span($"line {Number(line)}{(issue.Column is null ? "" : ", ")}").With("class", "line"));
        if (issue.Column is { } column)
            place.Add(Name(column));
        return (place.Count > 0 ? Tag.Span(place) : Tag.Span("whole file")).With("class", "where");
    }

    // Allows a line break after an underscore, so that tables stay narrow.
    private static Element Name(string column) =>
        Tag.Span(column.Split('_').SelectMany((part, i) => i == 0 ? new Node[] { part } : ["_", Tag.Create("wbr"), part]));

    private static IEnumerable<Node> Comparison(Receipt receipt)
    {
        if (receipt.Comparison is not { } comparison)
        {
            yield return Tag.P("There is no earlier accepted drop of this feed to compare with.");
            yield break;
        }
        yield return Tag.P(
            "Compared with drop ", Tag.Create("code", comparison.DropId),
            ". A change of more than 10 points in a rate, or of more than 30 % in size, is marked with its code.");
        yield return new DataTable("comparison-list", "Changes", "Fact", DataColumn.Number("Last drop"), DataColumn.Number("This drop"), "Change")
            .Of(comparison.Lines, l => [l.Fact, l.Last, l.Now, Change(l)]);
    }

    private static Element Change(ComparisonLine line) => line.Warning is { } code
        ? Tag.Span($"{line.Change} ", Tag.Span(Tag.Sign("!"), code).With("class", "word watch"))
        : Tag.Span(line.Change);

    private static Element Personal(Receipt receipt) => receipt.DroppedAsPersonal.Count == 0
        ? Tag.P("No column of the file.")
        : Tag.Create("div",
            Tag.P("These columns were dropped and are not kept anywhere. Of free text, only whether something was written is kept."),
            Tag.Ul(receipt.DroppedAsPersonal.Select(c => (Node)c)).With("class", "names"));

    private static Element Facts(Receipt receipt)
    {
        List<(string, Node)> facts =
        [
            ("Drop", Tag.Create("code", receipt.DropId)),
            ("File", receipt.File),
            ("Received", receipt.Received.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture)),
            ("Size", $"{Number(receipt.Bytes)} bytes"),
            ("Contract", receipt.ContractVersion == 0
                ? "none: the folder is not the name of a feed"
                : $"{receipt.Feed}, version {Number(receipt.ContractVersion)}"),
        ];
        if (receipt.DuplicateOf is { } earlier)
            facts.Add(("Same bytes as", Tag.Create("code", earlier)));
        return Tag.Dl(facts);
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
