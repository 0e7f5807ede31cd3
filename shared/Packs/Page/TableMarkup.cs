using System.Globalization;
using IncDiv.Contracts.Html;
using IncDiv.Packs.Document;

namespace IncDiv.Packs.Page;

/// <summary>
/// A table in a labelled region that can be focused and scrolled, so that it stays readable at 320 px (WCAG 1.4.10). What a reader may
/// filter by is in data attributes of its rows.
/// </summary>
internal static class TableMarkup
{
    public static Element Of(Table table)
    {
        Element head = Tag.Of("thead", Tag.Of("tr", table.Columns.Select(c => Aligned(Tag.Of("th", c.Title).With("scope", "col"), c))));
        Element body = Tag.Of("table", [Tag.Of("caption", Staying(table.Caption)).With("id", table.Id), head, .. Bodies(table)]);
        return Tag.Of("div", body).With("class", "scroll").With("role", "region").With("aria-labelledby", table.Id).With("tabindex", "0");
    }

    private static IEnumerable<Element> Bodies(Table table)
    {
        List<Element> rows = [];
        string group = "";
        foreach (Row row in table.Rows)
        {
            if (row.Group != group)
            {
                if (rows.Count > 0)
                    yield return Tag.Of("tbody", rows);
                Element header = Tag.Of("th", Staying(row.Group)).With("scope", "rowgroup").With("colspan", table.Columns.Count.ToString(CultureInfo.InvariantCulture));
                rows = [Tag.Of("tr", header).With("class", "group")];
                group = row.Group;
            }
            rows.Add(Of(row, table));
        }
        if (rows.Count > 0)
            yield return Tag.Of("tbody", rows);
    }

    private static Element Of(Row row, Table table)
    {
        Element line = Tag.Of("tr", row.Cells.Zip(table.Columns, (cell, column) => (cell, column)).Select((c, i) => Of(c.cell, c.column, isHeader: i == 0)));
        foreach ((string name, string value) in new[] { ("data-m", row.MeasureId), ("data-c", row.Characteristic), ("data-s", row.Status) })
            if (value.Length > 0)
                line.With(name, value);
        return line;
    }

    private static Element Of(Cell cell, Column column, bool isHeader)
    {
        Node[] content = cell is TextCell { Sign.Length: > 0 } signed ? [Tag.Sign(signed.Sign), signed.Shown] : [cell.Shown];
        return isHeader ? Tag.Of("th", content).With("scope", "row") : Aligned(Tag.Of("td", content), column);
    }

    // Captions and group headings stay in view while the columns scroll.
    private static Element Staying(string text) => Tag.Span(text).With("class", "stay");

    private static Element Aligned(Element cell, Column column) => column.Kind == ColumnKind.Text ? cell : cell.With("class", "number");
}
