using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace IncDiv.Ingestion.Receipts;

/// <summary>The JSON form of a receipt: camel case, outcomes in lower case, indented. The same receipt gives the same bytes.</summary>
public static class ReceiptJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        // People read receipts, so apostrophes and accents are not escaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static byte[] Write(Receipt receipt) => [.. JsonSerializer.SerializeToUtf8Bytes(receipt, Options), (byte)'\n'];

    /// <exception cref="JsonException">The text is not a receipt.</exception>
    public static Receipt Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<Receipt>(json, Options) ?? throw new JsonException("The text is null, not a receipt.");
}
