using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncDiv.Packs;

/// <summary><c>measures.csv-metadata.json</c>: a description of the columns of measures.csv in the format of W3C "CSV on the Web". Tools find it by its
/// name.</summary>
internal static class MeasuresMetadata
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Every row has a value in these columns. The others may be empty, which means that there is no value.
    private static readonly string[] Required =
    [
        "quarter", "period_start", "period_end", "window", "measure_id", "measure_name", "feed", "breakdown", "group", "statistic", "unit",
        "polarity", "status", "edition", "catalogue_version",
    ];

    /// <summary>Descriptions of the columns of outputs.md section 2.</summary>
    private static readonly Dictionary<string, string> Descriptions = new(StringComparer.Ordinal)
    {
        ["quarter"] = "Quarter of the financial year: 2026-27-Q2.",
        ["period_start"] = "First day that the figure covers.",
        ["period_end"] = "Last day that the figure covers.",
        ["window"] = "quarter, rolling-4q (four quarters), snapshot (last day) or wave (of a survey).",
        ["measure_id"] = "Id of the measure in the catalogue.",
        ["measure_name"] = "Name of the measure.",
        ["feed"] = "The data that the figure comes from.",
        ["breakdown"] = "What the groups are; all for everybody.",
        ["group"] = "The group that the figure is about.",
        ["comparator"] = "The group it is compared with; empty for a level.",
        ["statistic"] = "level, gap, ratio, index or change (on the same quarter a year before).",
        ["unit"] = "Unit of value, lower and upper; percent is 0 to 100.",
        ["value"] = "The figure, not rounded; empty where symbol says why.",
        ["lower"] = "Lower bound of the 95 % interval.",
        ["upper"] = "Upper bound of the 95 % interval.",
        ["n"] = "Unweighted people or answers in the denominator.",
        ["n_effective"] = "Effective base (Kish).",
        ["p_value"] = "Of the test of a gap, ratio or change, not adjusted.",
        ["significance"] = "higher, lower, no clear difference, or empty where nothing was tested.",
        ["symbol"] = "Shorthand, separated by spaces. " + string.Join("; ", SymbolWords.All.Select(s => $"{s.Symbol.ToText()}: {s.Meaning}")) + ".",
        ["polarity"] = "Which direction is good: up, down, parity or none.",
        ["benchmark"] = "Figure of another population or source, in the unit of the row.",
        ["target"] = "Target, in the unit of the row.",
        ["benchmark_source"] = "Where the benchmark is from.",
        ["status"] = "met, near, missed, no target or no data.",
        ["variation"] = "Control chart: common cause, improvement, concern or shift.",
        ["assurance"] = "Control chart: pass, fail, hit or miss, or too few points.",
        ["edition"] = "Edition of the quarter's figures.",
        ["catalogue_version"] = "Hash of the measure catalogue.",
        ["p_adjusted"] = "p-value adjusted over all comparisons of the quarter (Benjamini and Hochberg); significance follows it.",
        ["note"] = "A note on the figure.",
    };

    public static byte[] Write(PackInput input) => JsonSerializer.SerializeToUtf8Bytes(
        new JsonObject
        {
            ["@context"] = new JsonArray("http://www.w3.org/ns/csvw", new JsonObject { ["@language"] = "en" }),
            ["url"] = "measures.csv",
            ["dc:title"] = $"{input.Definition.Title}, {Wording.Period(input.Quarter)}, edition {FigureFormat.Count(input.Edition)}",
            ["dc:publisher"] = input.Definition.Owner,
            ["dc:issued"] = new JsonObject { ["@value"] = MeasuresCsv.Day(input.PublicationDate), ["@type"] = "xsd:date" },
            ["dialect"] = new JsonObject
            {
                ["encoding"] = "utf-8",
                ["delimiter"] = ",",
                ["quoteChar"] = "\"",
                ["doubleQuote"] = true,
                ["header"] = true,
                ["lineTerminators"] = "\n",
            },
            ["tableSchema"] = new JsonObject
            {
                ["columns"] = new JsonArray([.. MeasureColumns.All.Select(Column)]),
                ["primaryKey"] = new JsonArray("measure_id", "window", "breakdown", "group", "comparator", "statistic"),
            },
        },
        Json);

    private static JsonObject Column(MeasureColumn column) => new()
    {
        ["name"] = column.Name,
        ["titles"] = column.Name,
        ["dc:description"] = Descriptions[column.Name],
        ["datatype"] = column.Kind switch
        {
            MeasureColumnKind.Text => "string",
            MeasureColumnKind.Date => new JsonObject { ["base"] = "date", ["format"] = "yyyy-MM-dd" },
            MeasureColumnKind.Number => "double",
            MeasureColumnKind.Whole => "integer",
            _ => throw new ArgumentOutOfRangeException(nameof(column), column.Kind, "Add the CSVW datatype of this kind of column here."),
        },
        ["required"] = Required.Contains(column.Name, StringComparer.Ordinal),
    };
}
