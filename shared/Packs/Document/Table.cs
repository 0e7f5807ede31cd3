namespace IncDiv.Packs.Document;

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
