namespace IncDiv.Reports;

/// <summary>The risk and loss report of a <c>bi</c> file as a page for privacy officers: the same content as <c>risk.json</c>.</summary>
public static class RiskPage
{
    /// <summary>The page as UTF-8. The same report gives the same bytes.</summary>
    public static byte[] Render(RiskReport report)
    {
        bool holds = report.RecordsAtRisk == 0;
        string word = holds ? "k-anonymous" : "Not to be released";
        string sentence = holds
            ? $"Each of the {Count(report.Records)} records shares its quasi-identifiers with at least {Count(report.After.SmallestClass - 1)} others; "
                + $"at least {Count(report.K - 1)} are required."
            : $"{Count(report.RecordsAtRisk)} of {Count(report.Records)} records are in a class smaller than {Count(report.K)} "
                + $"or with fewer than {Count(report.L)} different sensitive answers.";
        return ReportPage.Render(
            $"{word}: risk of {report.Feed}, {report.Quarter}",
            new PageBanner($"Re-identification risk of the bi file · feed {report.Feed} · {report.Quarter}", word, sentence, holds ? "✓" : "✕"),
            Sections(report),
            "The same content for programs: risk.json. Only counts of classes are shown, never a value of a person; "
                + "a suppressed value counts as a value of its own.");
    }

    private static IEnumerable<PageSection> Sections(RiskReport report)
    {
        if (report.Warnings.Count > 0)
            yield return new PageSection("warnings", "Warnings", Tag.Ul(report.Warnings.Select(w => (Node)w)));
        yield return new PageSection("risk", "Risk", Risk(report));
        yield return new PageSection("loss", "Information loss", Loss(report));
        yield return new PageSection("columns", "By quasi-identifier", Columns(report));
        if (report.Groups.Count > 0)
            yield return new PageSection("groups", "Suppression by group", Groups(report));
        if (report.Subsets.Count > 0)
            yield return new PageSection("subsets", "Smallest class on three columns", Subsets(report));
        yield return new PageSection("measures", "Measures computed again from the file", Measures(report));
        yield return new PageSection("settings", "Settings", Settings(report));
    }

    private static Element Risk(RiskReport report)
    {
        var table = new DataTable(
            "risk-table", "Before and after generalisation; risks are chances of a right match",
            "Figure", DataColumn.Number("Before"), DataColumn.Number("After"));
        void Add(string figure, Func<RiskFigures, string> value) => table.AddRow(figure, value(report.Before), value(report.After));
        Add("Classes of equal quasi-identifiers", r => Count(r.Classes));
        Add("Records in the smallest class", r => Count(r.SmallestClass));
        Add("Records alone in their class", r => Count(r.UniqueRecords));
        Add("Prosecutor risk, highest (the person is known to be in the file)", r => Percent(r.HighestProsecutorRisk));
        Add("Prosecutor risk, average", r => Percent(r.AverageProsecutorRisk));
        Add("Marketer risk (share of all records matched)", r => Percent(r.MarketerRisk));
        Add("Journalist risk, highest (it is not known who was sampled)", r => Percent(r.HighestJournalistRisk));
        Add("Journalist risk, average", r => Percent(r.AverageJournalistRisk));
        return table.ToElement();
    }

    private static Element Loss(RiskReport report) => Tag.Dl(
        ("Precision", $"{Share(report.Loss.Precision)} (1 is no loss)"),
        ("Entropy loss", $"{Percent(report.Loss.NonUniformEntropyLoss)} of the information in the quasi-identifiers"),
        ("Class size", $"{Share(report.Loss.AverageClassSize)} times k on average"),
        ("Discernibility", report.Loss.Discernibility.ToString("N0", CultureInfo.InvariantCulture)),
        ("Suppressed records", $"{Count(report.SuppressedRecords)} ({Percent(report.Loss.SuppressedRecords)}), each with at least one cell"),
        ("Records left out", Count(report.LeftOutRecords)),
        ("Suppressed cells", Percent(report.Loss.SuppressedCells)));

    private static Element Columns(RiskReport report) => new DataTable(
        "columns-table", "Level of generalisation, loss and suppression",
        "Column", "Level", DataColumn.Number("Entropy loss"), DataColumn.Number("Suppressed cells"),
        DataColumn.Number("Distinction"), DataColumn.Number("Separation"))
        .Of(report.Columns, c =>
        [
            c.Column, $"{c.LevelName} ({Count(c.Level)} of {Count(c.Height)})", Percent(c.NonUniformEntropyLoss),
            $"{Count(c.SuppressedCells)} ({Percent(c.SuppressedShare)})", Percent(c.Distinction), Percent(c.Separation),
        ]);

    private static Element Groups(RiskReport report) => new DataTable(
        "groups-table", "A group with more than 1.5 times the suppression of the others is marked",
        "Group", DataColumn.Number("Records"), DataColumn.Number("Suppressed"), "Against the others")
        .Of(report.Groups, g =>
            [$"{g.Column}: {g.Group}", Count(g.Records), $"{Count(g.SuppressedRecords)} ({Percent(g.SuppressedShare)})", Ratio(g)]);

    private static Element Ratio(GroupSuppression group)
    {
        string ratio = group.Ratio is { } value ? $"{Share(value)} times" : "no others suppressed";
        return group.Warns ? Tag.Span($"{ratio} ", Tag.Span(Tag.Sign("!"), "more").With("class", "word watch")) : Tag.Span(ratio);
    }

    private static Element Subsets(RiskReport report) => new DataTable(
        "subsets-table", "Risk from somebody who knows only three characteristics of a person", "Columns", DataColumn.Number("Smallest class"))
        .Of(report.Subsets, s => [string.Join(", ", s.Columns), Count(s.SmallestClass)]);

    private static IEnumerable<Node> Measures(RiskReport report)
    {
        double[] differences = [.. report.Measures.Select(m => m.Difference).OfType<double>().Select(Math.Abs)];
        if (report.Measures.Count == 0)
        {
            yield return Tag.P("No measure was computed again.");
            yield break;
        }
        if (differences.Length > 0)
            yield return Tag.P(
                $"{Count(differences.Length)} {(differences.Length == 1 ? "figure differs" : "figures differ")} from the official value "
                + $"by {Share(differences.Average())} on average and by {Share(differences.Max())} at most, in the unit of the measure.");
        yield return new DataTable(
            "measures-table", "Official value and value from the bi file",
            "Measure", DataColumn.Number("Official"), DataColumn.Number("From the file"), DataColumn.Number("Difference"))
            .Of(report.Measures, m => [m.Id, Figure(m.Official), Figure(m.Bi), Figure(m.Difference)]);
    }

    private static Element Settings(RiskReport report) => Tag.Dl(
        ("k", $"{Count(report.K)}: fewest records that share all quasi-identifiers"),
        ("l", $"{Count(report.L)}: fewest different answers of a sensitive column in a class"),
        ("Suppression limit", Percent(report.SuppressionLimit)),
        ("Levels", report.NodePinned ? "pinned from an earlier release, so that quarters can be compared" : "searched for the least loss in this file"),
        ("Columns withheld", report.WithheldColumns.Count == 0 ? "none" : string.Join(", ", report.WithheldColumns)),
        ("Contract", $"{report.Feed}, version {Count(report.ContractVersion)}; release version {Count(report.ReleaseVersion)}"),
        ("Hierarchies", string.Join(", ", report.Hierarchies.OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key} {Count(h.Value)}"))));

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) =>
        Math.Round(100 * share, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Share(double value) => Math.Round(value, 3, MidpointRounding.AwayFromZero).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Figure(double? value) => value is { } figure ? Share(figure) : "[x]";
}
