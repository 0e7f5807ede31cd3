namespace IncDiv.Packs.Sections;

/// <summary>Boroughs and basic command units: a table for each measure that the definition names.</summary>
internal static class PlaceSection
{
    public static PackSection Create(PackContext context)
    {
        Block[] tables =
        [
            .. context.Covered(context.Input.Definition.PlaceMeasureIds)
                .SelectMany(m => Blocks(m, "borough", "Borough", context.Cells).Concat(Blocks(m, "bcu", "Basic command unit", context.Cells))),
        ];
        return new PackSection(
            "places",
            "Boroughs and basic command units",
            [
                new Paragraph("A place is compared with the rest of London. With this many places, about one in twenty would stand out by chance alone. Places are in alphabetical order and are not ranked. Other measures by place are in measures.csv."),
                .. tables.Length == 0 ? [new Paragraph("No figures by place for this quarter.", IsNotice: true)] : tables,
            ]);
    }

    private static IEnumerable<Block> Blocks(Measure measure, string breakdown, string title, Cells cells)
    {
        List<MeasureRow> rows = measure.Rows(breakdown);
        if (rows.Count == 0)
            yield break;
        string id = $"place-{breakdown}-{measure.Id}", by = breakdown == "bcu" ? "basic command unit" : breakdown;
        string caption = $"{measure.Id} {measure.Name}, by {by}. {Wording.Window(rows[0])}";
        yield return new Heading("by-" + id, $"{measure.Name}, by {by}");
        yield return new Table(
            id, $"{title} {measure.Id}", caption, "", GroupTable.Columns(title),
            [.. GroupTable.Lines("", measure, breakdown, rows.OrderBy(r => r.Group, StringComparer.Ordinal), cells)], IsDetail: true);
    }
}
