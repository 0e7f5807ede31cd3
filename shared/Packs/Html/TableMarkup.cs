using IncDiv.Reports.Html;

namespace IncDiv.Packs.Html;

/// <summary>A table in a labelled region that can be focused and scrolled, so that it stays readable at 320 px (WCAG 1.4.10). The values that a reader can
/// filter by are in data attributes of its rows.</summary>
internal static class TableMarkup
{
    public static Element Render(Table table)
    {
        Element head = Tag.Create("thead", Tag.Create("tr", table.Columns.Select(c => Aligned(Tag.Create("th", c.Title).With("scope", "col"), c))));
        Element body = Tag.Create("table", [Tag.Create("caption", Sticky(table.Caption)).With("id", table.Id), head, .. Bodies(table)]);
        return Tag.Create("div", body).With("class", "scroll").With("role", "region").With("aria-labelledby", table.Id).With("tabindex", "0");
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
                    yield return Tag.Create("tbody", rows);
                Element header = Tag.Create("th", Sticky(row.Group))
                    .With("scope", "rowgroup")
                    .With("colspan", table.Columns.Count.ToString(CultureInfo.InvariantCulture));
                rows = [Tag.Create("tr", header).With("class", "group")];
                group = row.Group;
            }
            rows.Add(Render(row, table));
        }
        if (rows.Count > 0)
            yield return Tag.Create("tbody", rows);
    }

    private static Element Render(Row row, Table table)
    {
        Element line = Tag.Create("tr", row.Cells.Zip(table.Columns, (cell, column) => (cell, column))
            .Select((c, i) => Render(c.cell, c.column, isHeader: i == 0)));
        foreach ((string name, string value) in new[] { ("data-m", row.MeasureId), ("data-c", row.Characteristic), ("data-s", row.Status?.ToText() ?? "") })
            if (value.Length > 0)
                line.With(name, value);
        return line;
    }

    private static Element Render(Cell cell, Column column, bool isHeader)
    {
        Node[] content = cell is TextCell { Sign.Length: > 0 } signed ? [Tag.Sign(signed.Sign), signed.Shown] : [cell.Shown];
        return isHeader ? Tag.Create("th", content).With("scope", "row") : Aligned(Tag.Create("td", content), column);
    }

    // Captions and group headings stay in view while the columns scroll.
    private static Element Sticky(string text) => Tag.Span(text).With("class", "stay");

    private static Element Aligned(Element cell, Column column) => column.Kind == ColumnKind.Text ? cell : cell.With("class", "number");
}
