namespace IncDiv.Packs.Sections;

/// <summary>Figures by place: a table for each measure that the definition names, and each breakdown by place.</summary>
internal static class PlaceSection
{
    public static PackSection Create(PackContext context)
    {
        Breakdown[] byPlace = [.. context.Input.Contracts.Measures.Breakdowns.Values.Where(b => b.Subject == BreakdownSubject.Places)];
        Block[] tables =
        [
            .. from measure in context.Covered(context.Input.Definition.PlaceMeasureIds)
               from place in byPlace
               from block in Blocks(measure, place.Reports, context.Input.Contracts.Measures.TitleOf(place.Reports), context.Cells)
               select block,
        ];
        return new PackSection(
            "places",
            "Places",
            [
                new Paragraph(
                    "A place is compared with all other places together. With many places, about one in twenty stands out by chance alone. "
                    + "Places are in alphabetical order and are not ranked. Other measures by place are in measures.csv."),
                .. tables.Length == 0 ? [new Paragraph("No figures by place for this quarter.", IsNotice: true)] : tables,
            ]);
    }

    private static IEnumerable<Block> Blocks(Measure measure, string breakdown, string title, Cells cells)
    {
        List<MeasureRow> rows = measure.Rows(breakdown);
        if (rows.Count == 0)
            yield break;
        string id = $"place-{breakdown}-{measure.Id}", by = Wording.Uncapital(title);
        string caption = $"{measure.Id} {measure.Name}, by {by}. {Wording.Window(rows[0])}";
        yield return new Heading("by-" + id, $"{measure.Name}, by {by}");
        yield return new Table(
            id, $"{title} {measure.Id}", caption, "", GroupTable.Columns(title),
            [.. GroupTable.Lines("", measure, breakdown, rows.OrderBy(r => r.Group, StringComparer.Ordinal), cells)], IsDetail: true);
    }
}
