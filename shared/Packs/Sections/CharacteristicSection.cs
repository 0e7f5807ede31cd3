using IncDiv.Contracts.Html;
using IncDiv.Contracts.Output;
using IncDiv.Packs.Figures;

namespace IncDiv.Packs.Sections;

/// <summary>Levels by group with the words of their comparisons, one table a characteristic.</summary>
internal static class CharacteristicSection
{
    private static readonly string[] Elsewhere = ["all", "borough", "bcu"];

    public static PageSection Render(IReadOnlyList<Measure> measures)
    {
        var found = measures.SelectMany(m => m.Breakdowns).Distinct(StringComparer.Ordinal).Except(Elsewhere, StringComparer.Ordinal).ToList();
        IEnumerable<string> ordered = Wording.Breakdowns.Select(b => b.Breakdown).Where(found.Contains)
            .Concat(found.Except(Wording.Breakdowns.Select(b => b.Breakdown), StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return new PageSection(
            "characteristics",
            "Inequalities by characteristic",
            [
                Tag.P("Each comparison gives the difference, its 95% interval and the word that the test supports: higher, lower or no clear difference. A word says nothing about causes."),
                .. ordered.SelectMany((b, i) => Table(b, i + 1, measures)),
            ]);
    }

    private static IEnumerable<Node> Table(string breakdown, int number, IReadOnlyList<Measure> measures)
    {
        string title = Wording.BreakdownTitle(breakdown);
        yield return Tag.H3(title);
        var table = new DataTable(
            $"characteristic-{FigureFormat.Count(number)}", $"Measures by group: {title}",
            "Group", DataColumn.Number("Figure"), DataColumn.Number("95% interval"), DataColumn.Number("Base"), "Comparison");
        foreach (Measure measure in measures)
        {
            List<MeasureRow> rows = measure.Rows(breakdown);
            if (rows.Count == 0)
                continue;
            table.AddGroup($"{measure.Id} {measure.Name}. {Wording.Window(rows[0])}");
            foreach (IGrouping<string, MeasureRow> group in rows.GroupBy(r => r.Group, StringComparer.Ordinal))
                table.AddRow(GroupLine.Of(group));
        }
        yield return table.ToElement();
    }
}
