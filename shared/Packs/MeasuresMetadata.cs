using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncDiv.Packs;

/// <summary><c>measures.csv-metadata.json</c>: a description of the columns of measures.csv (outputs.md section 2) in the format of W3C "CSV on the Web". Tools
/// find it by its name. What is the same in every pack is in the embedded file of that name.</summary>
internal static class MeasuresMetadata
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string Template = PageFrame.Embedded(typeof(MeasuresMetadata), "measures.csv-metadata.json");

    public static byte[] Write(PackInput input)
    {
        JsonNode metadata = JsonNode.Parse(Template)!;
        metadata["dc:title"] = $"{input.Definition.Title}, {Wording.Period(input.Quarter)}, edition {FigureFormat.Count(input.Edition)}";
        metadata["dc:publisher"] = input.Definition.Owner;
        metadata["dc:issued"]!["@value"] = MeasuresCsv.Day(input.PublicationDate);
        JsonNode symbol = metadata["tableSchema"]!["columns"]!.AsArray().Single(c => (string?)c!["name"] == "symbol")!;
        symbol["dc:description"] = $"{symbol["dc:description"]} {string.Join("; ", SymbolWords.All.Select(s => $"{s.Symbol.ToText()}: {s.Meaning}"))}.";
        return JsonSerializer.SerializeToUtf8Bytes(metadata, Json);
    }
}
