namespace IncDiv.Packs.Document;

/// <summary>The pack as a document. Page, PDF and workbook are written from it alone, so that every figure is the same in all three.</summary>
/// <param name="Title">Title of the pack, without the period.</param>
/// <param name="Period">Quarter and last day of the data, in words.</param>
/// <param name="Facts">The facts on the cover.</param>
internal sealed record PackDocument(string Title, string Period, string Audience, IReadOnlyList<Fact> Facts, IReadOnlyList<PackSection> Sections);

/// <summary>A section; its title is also its entry in the contents.</summary>
/// <param name="Id">Unique in the document: letters, digits and hyphens. The address of the section.</param>
internal sealed record PackSection(string Id, string Title, params IReadOnlyList<Block> Blocks);

/// <summary>A piece of a section.</summary>
internal abstract record Block;

/// <summary>A heading inside a section.</summary>
/// <param name="Id">Unique in the document; its address.</param>
internal sealed record Heading(string Id, string Text) : Block;

/// <param name="Lead">Text in bold at the start of the paragraph; empty for none.</param>
/// <param name="IsNotice">The paragraph is highlighted, because the reader must not miss it.</param>
internal sealed record Paragraph(string Text, string Lead = "", bool IsNotice = false) : Block;

/// <summary>Terms with their meanings.</summary>
internal sealed record Definitions(IReadOnlyList<Fact> Entries) : Block;

/// <summary>Messages with a title each.</summary>
internal sealed record Messages(IReadOnlyList<Message> Entries) : Block;

/// <param name="Sentences">At least one.</param>
internal sealed record Message(string Title, IReadOnlyList<string> Sentences);

/// <summary>A chart with its tables.</summary>
internal sealed record Figure(Chart Chart) : Block;

/// <summary>A table: one header row, a cell for each column in every row, no empty cell (publication.md D4).</summary>
/// <param name="Id">Unique in the document: letters, digits and hyphens.</param>
/// <param name="Name">Short and unique in the document: the name of its sheet, at most 31 characters, no <c>[ ] : * ? / \</c>.</param>
/// <param name="Caption">What it shows, in a sentence.</param>
/// <param name="GroupTitle">The kind of groups that its rows have (a column of the sheet, headings on the page); empty for none.</param>
/// <param name="Columns">The first is the header of the row.</param>
/// <param name="IsDetail">A reference table, which the PDF has in its annex.</param>
internal sealed record Table(
    string Id, string Name, string Caption, string GroupTitle, IReadOnlyList<Column> Columns, IReadOnlyList<Row> Rows, bool IsDetail = false) : Block;

/// <param name="Title">Unique in its table.</param>
internal sealed record Column(string Title, ColumnKind Kind = ColumnKind.Text);

internal enum ColumnKind
{
    Text,
    Figure, // A number or its symbol.
    Interval, // Two bounds or their symbol: two columns of a sheet.
}

/// <param name="Group">The heading above the row. Rows of a group are consecutive. Empty if the table has no groups.</param>
/// <param name="MeasureId">For filters; empty if it does not apply.</param>
/// <param name="Characteristic">The breakdown, for filters.</param>
/// <param name="Status">For filters.</param>
internal sealed record Row(string Group, IReadOnlyList<Cell> Cells, string MeasureId = "", string Characteristic = "", TargetStatus? Status = null)
{
    /// <summary>A row on a measure, with the values that a reader can filter it by.</summary>
    public static Row Of(Measure measure, string characteristic, string group, params IReadOnlyList<Cell> cells) =>
        new(group, cells, measure.Id, characteristic, measure.Status());
}

/// <summary>A cell of a table. A string converts to a cell of text: also a symbol in the place of a figure.</summary>
/// <param name="Shown">The printed text; never empty.</param>
internal abstract record Cell(string Shown)
{
    public static implicit operator Cell(string text) => new TextCell(text);
}

/// <summary>A cell with text.</summary>
/// <param name="Sign">A sign that repeats the text visually and is hidden from screen readers; empty for none.</param>
internal sealed record TextCell(string Text, string Sign = "") : Cell(Text);

/// <summary>A number as printed: <paramref name="Value"/> is rounded already (half away from zero).</summary>
/// <param name="Decimals">Number of printed decimals.</param>
/// <param name="Symbol">As printed, such as <c>[u] [p]</c>; empty for none.</param>
internal sealed record FigureCell(
    string Shown, decimal Value, int Decimals = 0, Unit Unit = Unit.Count, bool IsSigned = false, string Symbol = "") : Cell(Shown);

/// <summary>The bounds of a 95 % interval, rounded as printed.</summary>
internal sealed record IntervalCell(
    string Shown, decimal Lower, decimal Upper, int Decimals = 0, Unit Unit = Unit.Count, bool IsSigned = false) : Cell(Shown);

/// <summary>A term and what it means or holds.</summary>
internal sealed record Fact(string Term, string Text);
