using IncDiv.Contracts.Catalogue;
using IncDiv.Contracts.Output;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv measures</c>: lists the measure catalogue.</summary>
internal static class MeasuresCommand
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        Option<bool> json = CommandOptions.Json();
        var command = new Command("measures", "List the measures of the catalogue.") { json };
        command.SetAction(parsed =>
        {
            MeasureCatalogue catalogue = ContractOption.Of(parsed).Set.Measures;
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(new { version = catalogue.Version, measures = catalogue.Measures.Select(Entry) }, Format));
            else
                foreach (Measure measure in catalogue.Measures)
                {
                    string windows = string.Join(" and ", measure.Windows.Select(w => w.ToText()));
                    Console.WriteLine($"{measure.Id,-8} {measure.Name} ({measure.Feed}, {measure.Unit.ToText()}, {windows})");
                }
        });
        return command;
    }

    private static object Entry(Measure measure) => new
    {
        measure.Id,
        measure.Name,
        measure.Feed,
        measure.Unit,
        measure.Windows,
        measure.Polarity,
        measure.Formula,
        Numerator = measure.Numerator.ToString(),
        Denominator = measure.Denominator.ToString(),
        measure.Weight,
        measure.CautionBelow,
        Breakdowns = measure.Breakdowns.Select(b => b.Reports).Distinct(),
        Comparators = measure.Comparisons.Select(
            c => new { c.Breakdown, c.Groups, Against = c.Kind == ComparatorKind.Previous ? "previous" : c.Against, c.Statistic }),
        measure.Benchmark,
        Targets = measure.Targets.Select(t => t.ToString()),
        measure.Baselines,
        measure.Source,
        measure.Notes,
    };
}
