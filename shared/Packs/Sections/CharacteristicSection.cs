namespace IncDiv.Packs.Sections;

/// <summary>Levels by group with their gaps, one table per characteristic.</summary>
internal static class CharacteristicSection
{
    public static PackSection Create(PackContext context)
    {
        // The total and places have sections of their own. Breakdowns with a heading come in the order of the catalogue, others by name.
        Breakdown[] known = [.. context.Input.Contracts.Measures.Breakdowns.Values];
        string[] elsewhere = [Breakdown.All, .. known.Where(b => b.Subject == BreakdownSubject.Places).Select(b => b.Reports)];
        string[] found = [.. context.Measures.SelectMany(m => m.Breakdowns).Distinct(StringComparer.Ordinal).Except(elsewhere, StringComparer.Ordinal)];
        string[] titled = [.. known.Where(b => b.Title is not null).Select(b => b.Reports).Where(found.Contains)];
        IEnumerable<string> ordered = [.. titled, .. found.Except(titled, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new PackSection(
            "characteristics",
            "Inequalities by characteristic",
            [
                new Paragraph(
                    "Each gap is given with its 95% interval and the word that the test supports: higher, lower or no clear difference. "
                    + "A word says nothing about causes."),
                .. ordered.SelectMany((b, i) => Blocks(b, FigureFormat.Count(i + 1), context)),
            ]);
    }

    private static IEnumerable<Block> Blocks(string breakdown, string number, PackContext context)
    {
        string title = context.Input.Contracts.Measures.TitleOf(breakdown);
        yield return new Heading($"by-{number}", title);
        yield return new Table(
            $"characteristic-{number}", title, $"Measures by group: {title}", "Measure", GroupTable.Columns("Group"),
            [.. context.Measures.SelectMany(m => Lines(m, breakdown, context.Cells))], IsDetail: true);
    }

    private static IEnumerable<Row> Lines(Measure measure, string breakdown, Cells cells)
    {
        List<MeasureRow> rows = measure.Rows(breakdown);
        return rows.Count == 0 ? [] : GroupTable.Lines($"{measure.Id} {measure.Name}. {Wording.Window(rows[0])}", measure, breakdown, rows, cells);
    }
}
