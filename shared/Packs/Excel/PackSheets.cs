namespace IncDiv.Packs.Excel;

/// <summary>The sheets of a pack in the order of publication.md D4: cover, contents, notes, tables.</summary>
internal static class PackSheets
{
    private const string Cover = "Cover";
    private const string Contents = "Contents";
    private const string Notes = "Notes";
    private const string OneTable = "This worksheet contains one table.";

    public static IReadOnlyList<Sheet> Create(PackDocument document)
    {
        IReadOnlyList<Note> notes = NotesOf(document);
        List<(PackSection Section, Sheet Sheet)> tables =
            [.. document.Sections.SelectMany(s => s.Blocks.SelectMany(b => SheetsOf(s, b, notes)).Select(t => (s, t)))];
        return
        [
            new Sheet(Cover, $"{document.Title}, {document.Period}", [document.Audience, .. document.Facts.Select(f => $"{f.Term}: {f.Text}")], null),
            ContentsOf(tables),
            new Sheet(
                Notes, "Notes", [OneTable, "How the figures were worked out, what the symbols mean and what the pack says in words."],
                SheetTable.CreateText("notes", ["Note number", "Section", "Note text"], notes, n => [n.Name, n.Section.Title, n.Text])),
            .. tables.Select(t => t.Sheet),
        ];
    }

    private static Sheet ContentsOf(List<(PackSection Section, Sheet Sheet)> tables)
    {
        (string Sheet, string Section, string Title)[] rows =
            [(Notes, "Notes", "Methods, symbols and what the pack says in words"), .. tables.Select(t => (t.Sheet.Name, t.Section.Title, t.Sheet.Title))];
        return new Sheet(
            Contents, "Contents", [OneTable, "Every figure of the quarter is in measures.csv, in the same folder as this workbook."],
            SheetTable.CreateText("contents", ["Worksheet", "Section", "Title"], rows, r => [r.Sheet, r.Section, r.Title]), [.. rows.Select(r => r.Sheet)]);
    }

    private static IEnumerable<Sheet> SheetsOf(PackSection section, Block block, IReadOnlyList<Note> notes) => block switch
    {
        Table { Rows.Count: > 0 } table => [SheetOf(section, table, [], notes)],
        Figure figure => figure.Chart.Views.Where(v => v.Table.Rows.Count > 0).Select(v => SheetOf(section, v.Table, [v.Finding, v.Subtitle, v.Note], notes)),
        Messages messages =>
        [
            new Sheet(
                section.Title, section.Title, [OneTable, NotesLine(section, notes)],
                SheetTable.CreateText(section.Id, ["Subject", "Message"], messages.Entries, m => [m.Title, string.Join(" ", m.Sentences)])),
        ],
        _ => [],
    };

    private static Sheet SheetOf(PackSection section, Table table, IReadOnlyList<string> lines, IReadOnlyList<Note> notes) => new(
        table.Name, table.Caption, [.. lines.Where(l => l.Length > 0 && l != table.Caption), OneTable, NotesLine(section, notes)], SheetTable.Create(table));

    private static string NotesLine(PackSection section, IReadOnlyList<Note> notes)
    {
        var own = notes.Where(n => n.Section == section).ToList();
        return own switch
        {
            [] => $"Symbols are explained on the worksheet {Notes}.",
            [var only] => $"{only.Name} on the worksheet {Notes} belongs to this table. Symbols are explained there.",
            _ => $"{own[0].Name} to {own[^1].Name} on the worksheet {Notes} belong to this table. Symbols are explained there.",
        };
    }

    private static IReadOnlyList<Note> NotesOf(PackDocument document)
    {
        var texts = document.Sections.SelectMany(s => s.Blocks.SelectMany(TextsOf).Select(t => (Section: s, Text: t)));
        return [.. texts.Select((t, i) => new Note($"Note {FigureFormat.Count(i + 1)}", t.Section, t.Text))];
    }

    private static IEnumerable<string> TextsOf(Block block) => block switch
    {
        Paragraph paragraph => [paragraph.Lead.Length > 0 ? $"{paragraph.Lead} {paragraph.Text}" : paragraph.Text],
        Definitions definitions => definitions.Entries.Select(e => $"{e.Term}: {e.Text}"),
        _ => [],
    };

    private sealed record Note(string Name, PackSection Section, string Text);
}
