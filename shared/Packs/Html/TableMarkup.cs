namespace IncDiv.Packs.Html;

/// <summary>A table of a section. The values that a reader can filter by are in data attributes of its rows.</summary>
internal static class TableMarkup
{
    public static Element Render(Table table)
    {
        var markup = new DataTable(table.Id, table.Caption, table.Columns.Select(c => new DataColumn(c.Title, c.Kind != ColumnKind.Text)));
        string group = "";
        foreach (Row row in table.Rows)
        {
            if (row.Group != group)
                markup.AddGroup(row.Group);
            group = row.Group;
            Element line = markup.AddRow(row.Cells.Select(Content));
            foreach ((string name, string value) in new[] { ("data-m", row.MeasureId), ("data-c", row.Characteristic), ("data-s", row.Status?.ToText() ?? "") })
                if (value.Length > 0)
                    line.With(name, value);
        }
        return markup.ToElement();
    }

    private static Node Content(Cell cell) => cell is TextCell { Sign.Length: > 0 } signed ? Tag.Sequence(Tag.Sign(signed.Sign), signed.Shown) : cell.Shown;
}
