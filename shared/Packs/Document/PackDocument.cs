namespace IncDiv.Packs.Document;

/// <summary>
/// The pack as a document. Page, PDF and workbook are written from it and from nothing else, so that every figure is the same in all.
/// </summary>
/// <param name="Title">Of the pack, without the period.</param>
/// <param name="Period">Quarter and last day of the data, in words.</param>
/// <param name="Facts">What stands on the cover.</param>
internal sealed record PackDocument(string Title, string Period, string Audience, IReadOnlyList<Fact> Facts, IReadOnlyList<PackSection> Sections)
{
    /// <summary>Every table in order, those of the charts too.</summary>
    public IEnumerable<Table> Tables => Sections.SelectMany(s => s.Blocks).SelectMany(b => b switch
    {
        Table table => [table],
        Figure figure => figure.Chart.Views.Select(v => v.Table),
        _ => (IEnumerable<Table>)[],
    });
}

/// <summary>A section; its title is also its entry in the contents.</summary>
/// <param name="Id">Unique in the document: letters, digits and hyphens. The address of the section.</param>
internal sealed record PackSection(string Id, string Title, IReadOnlyList<Block> Blocks);

/// <summary>A piece of a section.</summary>
internal abstract record Block;

/// <summary>A heading inside a section.</summary>
/// <param name="Id">Unique in the document; its address.</param>
internal sealed record Heading(string Id, string Text) : Block;

/// <param name="Lead">Words that begin the paragraph in bold; empty for none.</param>
/// <param name="IsNotice">Stands out: something the reader must not miss.</param>
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
/// <param name="GroupTitle">What the groups of its rows are (a column of the sheet, headings on the page); empty for none.</param>
/// <param name="Columns">The first is the header of the row.</param>
/// <param name="IsDetail">To be looked up rather than read through: the PDF has it in its annex.</param>
internal sealed record Table(string Id, string Name, string Caption, string GroupTitle, IReadOnlyList<Column> Columns, IReadOnlyList<Row> Rows, bool IsDetail = false) : Block;

/// <param name="Title">Unique in its table.</param>
internal sealed record Column(string Title, ColumnKind Kind = ColumnKind.Text);

internal enum ColumnKind
{
    Text,

    /// <summary>A number or its symbol.</summary>
    Figure,

    /// <summary>Two bounds or their symbol: two columns of a sheet.</summary>
    Interval,
}

/// <param name="Group">Heading it stands under; rows of a group follow one another. Empty where the table has no groups.</param>
/// <param name="MeasureId">What a reader may filter by; empty where it does not apply.</param>
/// <param name="Characteristic">Likewise: the breakdown.</param>
/// <param name="Status">Likewise.</param>
internal sealed record Row(string Group, IReadOnlyList<Cell> Cells, string MeasureId = "", string Characteristic = "", string Status = "");

/// <summary>A cell of a table.</summary>
/// <param name="Shown">As it is printed; never empty.</param>
internal abstract record Cell(string Shown)
{
    public static implicit operator Cell(string text) => new TextCell(text);
}

/// <summary>Words.</summary>
/// <param name="Sign">A sign that repeats the words, for the eye only; empty for none.</param>
internal sealed record TextCell(string Text, string Sign = "") : Cell(Text);

/// <summary>A number as printed: <paramref name="Value"/> is rounded already (half away from zero).</summary>
/// <param name="Value">Null where there is only a symbol or words.</param>
/// <param name="Decimals">How many it is printed with.</param>
/// <param name="Unit">As in the measures table; empty for a plain count.</param>
/// <param name="Symbol">As printed, such as <c>[u] [p]</c>; empty for none.</param>
internal sealed record FigureCell(string Shown, decimal? Value, int Decimals = 0, string Unit = "", bool IsSigned = false, string Symbol = "") : Cell(Shown);

/// <summary>The bounds of a 95 % interval, rounded as printed.</summary>
/// <param name="Symbol">In place of the bounds; empty where there are bounds.</param>
internal sealed record IntervalCell(string Shown, decimal? Lower, decimal? Upper, int Decimals = 0, string Unit = "", bool IsSigned = false, string Symbol = "") : Cell(Shown);

/// <summary>A term and what it means or holds.</summary>
internal sealed record Fact(string Term, string Text);
