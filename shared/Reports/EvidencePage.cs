using IncDiv.Disclosure.Audit;

namespace IncDiv.Reports;

/// <summary>The evidence of a release as a page for the people who approve it. It has the content of <c>evidence.json</c> and none of the release's
/// figures.</summary>
public static class EvidencePage
{
    /// <summary>Renders the page as UTF-8. The same evidence gives the same bytes.</summary>
    public static byte[] Render(ReleaseEvidence evidence, Quarter quarter, int edition)
    {
        bool isComplete = evidence.Withheld.Count == 0;
        string status = isComplete ? "Protected" : "Withheld in part";
        return ReportPage.Render(
            $"{status}: disclosure control of {quarter}",
            new PageBanner(
                $"Disclosure control of the measures · {quarter} · edition {edition.ToString(CultureInfo.InvariantCulture)}", status,
                $"{Percent(evidence.HiddenPercent)} of the figures are suppressed. "
                    + (evidence.AlreadyPublic.Count == 0
                        ? "No suppressed small figure follows from the published ones by adding and subtracting."
                        : "Some follow from what was published before."),
                isComplete ? "✓" : "!"),
            [
                new PageSection("withheld", "What is withheld", Withheld(evidence)),
                new PageSection(
                    "why", "Why figures are suppressed",
                    Tag.Dl([.. evidence.HiddenByReason.Select(r => (Meaning(r.Key), (Node)$"{Percent(r.Value)} of all figures"))])),
                new PageSection("proof", "Proof", Proof(evidence)),
                new PageSection("tables", "Tables with suppressed figures", Tables(evidence)),
            ],
            "The same content for programs: evidence.json. This page holds no value and no small count.");
    }

    private static IEnumerable<Node> Withheld(ReleaseEvidence evidence)
    {
        yield return evidence.Withheld.Count == 0
            ? Tag.P("No feed and no table is left out.")
            : Tag.Ul(evidence.Withheld.Select(w => (Node)w));
        if (evidence.AlreadyPublic.Count > 0)
            yield return Tag.P(
                "Counts that earlier releases give away, and that cannot be taken back: "
                + $"{evidence.AlreadyPublic.Count.ToString("N0", CultureInfo.InvariantCulture)}. The same content for programs names them.");
    }

    private static Element Proof(ReleaseEvidence evidence) => Tag.Dl(
        ("Narrowest interval", $"{evidence.NarrowestInterval} persons between the lowest and the highest count that an outsider cannot exclude"),
        ("Widest interval", $"{evidence.WidestInterval} persons, as far as proven"),
        ("Linear programs", evidence.LinearPrograms.ToString("N0", CultureInfo.InvariantCulture)),
        ("Policy", $"policy.yaml, version {evidence.PolicyVersion.ToString(CultureInfo.InvariantCulture)}"));

    private static Element Tables(ReleaseEvidence evidence) => new DataTable(
        "hidden", "Share of suppressed figures by table",
        "Measure", "Breakdown", "Window", DataColumn.Number("Suppressed"), "Because", "Published instead")
        .Of(
            evidence.Tables.Where(t => t.HiddenPercent > 0),
            t => [t.Measure, t.Breakdown, t.Window, Percent(t.HiddenPercent), string.Join(", ", t.Reasons), t.Coarser.Length > 0 ? t.Coarser : "this table"]);

    private static string Meaning(string reason) => reason switch
    {
        "small or sensitive" => "Small or sensitive itself",
        "partner" => "So that a small one does not follow by subtraction",
        "tells of another" => "Compares with, or is worked out from, a suppressed figure",
        _ => "In a table that is left out, mostly for a coarser one",
    };

    private static string Percent(double share) => share.ToString("0.0", CultureInfo.InvariantCulture) + "%";
}
