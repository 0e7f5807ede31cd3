namespace IncDiv.Reports.Html;

/// <summary>A table with caption and scoped headers. It is in a labelled region that can be focused and scrolled, so that it is readable at 320 px (WCAG
/// 1.4.10). The first cell of a row is its header.</summary>
/// <param name="id">Id of the caption, unique on the page.</param>
public sealed class DataTable(string id, string caption, params IEnumerable<DataColumn> columns)
{
    private readonly List<DataColumn> _columns = [.. columns];
    private readonly List<List<Node>> _bodies = [];

    /// <summary>Starts a group of rows with its own heading.</summary>
    public void AddGroup(Node heading)
    {
        Element header = Tag.Create("th", StickyContent(heading)).With("scope", "rowgroup")
            .With("colspan", _columns.Count.ToString(CultureInfo.InvariantCulture));
        _bodies.Add([Tag.Create("tr", header).With("class", "group")]);
    }

    /// <summary>Adds a row, one cell for each column, and returns it.</summary>
    public Element AddRow(params IEnumerable<Node> cells)
    {
        if (_bodies.Count == 0)
            _bodies.Add([]);
        Element row = Tag.Create("tr", cells.Zip(_columns, (cell, column) => (cell, column)).Select((c, i) => Cell(c.cell, c.column, isHeader: i == 0)));
        _bodies[^1].Add(row);
        return row;
    }

    /// <summary>The table in its region, with a row for each item.</summary>
    public Element Of<T>(IEnumerable<T> items, Func<T, Node[]> cells)
    {
        foreach (T item in items)
            AddRow(cells(item));
        return ToElement();
    }

    /// <summary>The table in its region.</summary>
    public Element ToElement()
    {
        Element head = Tag.Create("thead", Tag.Create("tr", _columns.Select(c => Aligned(Tag.Create("th", c.Title).With("scope", "col"), c))));
        Element title = Tag.Create("caption", StickyContent(caption)).With("id", id);
        Element table = Tag.Create("table", [title, head, .. _bodies.Select(b => Tag.Create("tbody", b))]);
        return Tag.Create("div", table).With("class", "scroll").With("role", "region").With("aria-labelledby", id).With("tabindex", "0");
    }

    // Captions and group headings stay in view while the columns scroll.
    private static Element StickyContent(Node content) => Tag.Span(content).With("class", "stay");

    private static Element Cell(Node content, DataColumn column, bool isHeader) =>
        isHeader ? Tag.Create("th", content).With("scope", "row") : Aligned(Tag.Create("td", content), column);

    private static Element Aligned(Element cell, DataColumn column) => column.IsNumber ? cell.With("class", "number") : cell;
}

/// <summary>A column of a <see cref="DataTable"/>; a string converts to a text column.</summary>
/// <param name="IsNumber">True for figures, which are right-aligned.</param>
public sealed record DataColumn(string Title, bool IsNumber = false)
{
    public static implicit operator DataColumn(string title) => new(title);

    /// <summary>A column of figures.</summary>
    public static DataColumn Number(string title) => new(title, true);
}
