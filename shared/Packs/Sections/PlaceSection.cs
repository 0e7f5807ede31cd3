using IncDiv.Contracts.Html;
using IncDiv.Contracts.Output;
using IncDiv.Contracts.PackDefinitions;
using IncDiv.Packs.Figures;

namespace IncDiv.Packs.Sections;

/// <summary>Boroughs and basic command units: a table for each measure that the definition names.</summary>
internal static class PlaceSection
{
    public static PageSection Render(PackInput input, IReadOnlyList<Measure> measures)
    {
        Node[] tables =
        [
            .. input.Definition.PlaceMeasureIds
                .SelectMany(id => measures.Where(m => PackDefinition.Covers(id, m.Id)))
                .SelectMany(m => Table(m, "borough", "Borough").Concat(Table(m, "bcu", "Basic command unit"))),
        ];
        return new PageSection(
            "places",
            "Boroughs and basic command units",
            [
                Tag.P("A place is compared with the rest of London. With this many places, about one in twenty would stand out by chance alone. Places are in alphabetical order and are not ranked. Other measures by place are in measures.csv."),
                .. tables.Length == 0 ? [Tag.P("No figures by place for this quarter.").With("class", "notice")] : tables,
            ]);
    }

    private static IEnumerable<Node> Table(Measure measure, string breakdown, string title)
    {
        List<MeasureRow> rows = measure.Rows(breakdown);
        if (rows.Count == 0)
            yield break;
        yield return Tag.H3($"{measure.Name}, by {(breakdown == "bcu" ? "basic command unit" : breakdown)}");
        var table = new DataTable(
            $"place-{breakdown}-{measure.Id}", $"{measure.Id} {measure.Name}. {Wording.Window(rows[0])}",
            title, DataColumn.Number("Figure"), DataColumn.Number("95% interval"), DataColumn.Number("Base"), "Comparison");
        foreach (IGrouping<string, MeasureRow> place in rows.GroupBy(r => r.Group, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
            table.AddRow(GroupLine.Of(place));
        yield return table.ToElement();
    }
}
