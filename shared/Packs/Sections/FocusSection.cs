namespace IncDiv.Packs.Sections;

/// <summary>The level and gap of one group, in every measure that has this group.</summary>
internal static class FocusSection
{
    public static PackSection Create(PackFocus focus, PackContext context)
    {
        Row[] lines = [.. focus.Breakdowns.SelectMany(b => context.Measures.SelectMany(m => Lines(focus, b, m, context.Cells)))];
        if (lines.Length == 0)
            return new PackSection("focus", focus.Title, new Paragraph($"No figures for the group {focus.Group} in this quarter.", IsNotice: true));
        return new PackSection(
            "focus",
            focus.Title,
            new Paragraph(
                $"Every measure that has figures for the group {focus.Group}, with the comparison that the strategy makes. "
                + "All groups are under Inequalities by characteristic."),
            new Table("focus-table", focus.Group, $"The group {focus.Group} in every measure", "", GroupTable.Columns("Measure"), lines));
    }

    private static IEnumerable<Row> Lines(PackFocus focus, string breakdown, Measure measure, Cells cells)
    {
        List<MeasureRow> rows = measure.Rows(breakdown).FindAll(r => r.Group == focus.Group);
        return rows.Count == 0
            ? []
            : GroupTable.Lines("", measure, breakdown, rows.Select(r => r with { Group = $"{measure.Id} {measure.Name}, {Wording.ShortWindow(r)}" }), cells);
    }
}
