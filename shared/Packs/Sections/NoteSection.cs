using IncDiv.Contracts.Html;

namespace IncDiv.Packs.Sections;

/// <summary>Inconsistencies of the sources, revisions, and what the pack was computed from.</summary>
internal static class NoteSection
{
    public static PageSection SourceNotes(PackInput input) => new PageSection(
        "source-notes",
        "Inconsistencies in the sources",
        Tag.P("The strategy and its sources disagree with one another in places. They are printed as they stand and have not been repaired."),
        Tag.Dl(input.Definition.SourceNotes.Select(n => (n.Topic, (Node)n.Note))));

    public static PageSection Revisions(PackInput input)
    {
        var policy = Tag.P("A published edition is never changed. A figure that changes makes a new edition with the figure before, the figure now and the reason.");
        if (input.Revisions.Count == 0)
            return new PageSection("revisions", "Revisions", policy, Tag.P(input.Edition == 1 ? "None: this is the first edition." : "No figure has changed since the last edition."));
        var table = new DataTable("revisions-table", "Figures changed since the last edition", "Figure", "From", "To", "Why");
        foreach (Revision revision in input.Revisions)
            table.AddRow(revision.Figure, revision.From, revision.To, revision.Why);
        return new PageSection("revisions", "Revisions", policy, table.ToElement());
    }

    public static Element Footer(PackInput input) => Tag.Of(
        "footer",
        Tag.Of(
            "div",
            Tag.P("The same figures for machines: measures.csv and measures.parquet beside this page. manifest.json lists every file with its SHA-256."),
            Tag.P($"Measure catalogue {input.CatalogueVersion}. Program {input.CodeVersion}.").With("class", "note")).With("class", "wrap"));
}
