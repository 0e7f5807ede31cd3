namespace IncDiv.Packs.Sections;

/// <summary>Inconsistencies in the sources, and revisions.</summary>
internal static class NoteSection
{
    private static readonly Column[] Columns = [new("Figure"), new("From"), new("To"), new("Why")];

    public static PackSection SourceNotes(PackInput input) => new(
        "source-notes",
        "Inconsistencies in the sources",
        new Paragraph("The strategy and its sources disagree with one another in places. They are printed unchanged and have not been corrected."),
        new Definitions([.. input.Definition.SourceNotes.Select(n => new Fact(n.Topic, n.Note))]));

    public static PackSection Revisions(PackInput input) => new(
        "revisions",
        "Revisions",
        new Paragraph("A published edition is never changed. A figure that changes makes a new edition with the figure before, the figure now and the reason."),
        input.Revisions.Count == 0
            ? new Paragraph(input.PreviousEdition == 0
                ? "None: this is the first edition of this pack."
                : "No figure of this pack has changed since its last edition.")
            : new Table("revisions-table", "Revisions", "Figures changed since the last edition", "", Columns,
                [.. input.Revisions.Select(r => new Row("", [r.Figure, r.From, r.To, r.Why]))]));
}
