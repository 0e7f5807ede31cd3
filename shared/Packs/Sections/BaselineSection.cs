using IncDiv.Contracts.Catalogue;
using IncDiv.Contracts.Html;
using IncDiv.Contracts.Output;
using IncDiv.Packs.Figures;
using Measure = IncDiv.Packs.Figures.Measure;

namespace IncDiv.Packs.Sections;

/// <summary>Figures that the strategies printed, beside today's; and the notes of the catalogue.</summary>
internal static class BaselineSection
{
    public static PageSection Render(PackInput input, IReadOnlyList<Measure> measures)
    {
        var table = new DataTable(
            "baselines-table", "Figures printed in the strategies, with the same figure today",
            "Measure", "What", DataColumn.Number("Baseline"), "Date", DataColumn.Number("Today"), "Source of the baseline");
        foreach (MeasureSource source in input.Sources)
            if (measures.FirstOrDefault(m => m.Id == source.MeasureId) is { } measure)
                foreach (Baseline baseline in source.Baselines)
                    table.AddRow(Line(measure, baseline));
        var noted = input.Sources.Where(s => s.Notes.Count > 0).ToList();
        return new PageSection(
            "baselines",
            "Baselines and notes",
            [
                Tag.P("A baseline was measured by others, at another time and perhaps in another way. It is no point of the series and no test is made against it."),
                table.ToElement(),
                .. noted.Count == 0 ? [] : (Node[])[Tag.Dl(noted.Select(s => (s.MeasureId, (Node)string.Join(" ", s.Notes))))],
            ]);
    }

    private static Node[] Line(Measure measure, Baseline baseline)
    {
        MeasureRow? today = measure.Rows(baseline.Breakdown)
            .Find(r => r.Statistic == baseline.Statistic && r.Group == baseline.Group && r.Comparator == baseline.Comparator);
        string unit = today?.Unit ?? baseline.Statistic switch
        {
            "gap" => "percentage points",
            "ratio" or "index" => "ratio",
            _ => measure.Unit,
        };
        string what = baseline.Comparator.Length > 0 ? $"{baseline.Group} to {baseline.Comparator}" : baseline.Group;
        return
        [
            Cells.Name(measure), what, FigureFormat.InTable(baseline.Value, unit, isSigned: baseline.Statistic == "gap"), baseline.Date,
            today is null ? "[x]" : FigureFormat.InTable(today), baseline.Source,
        ];
    }
}
