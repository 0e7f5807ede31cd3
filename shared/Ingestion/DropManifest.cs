using System.Diagnostics.CodeAnalysis;

namespace IncDiv.Ingestion;

/// <summary>The statements of the sidecar <c>{file}.manifest.json</c> about a drop (feeds.md section 1). It is a JSON object; unknown members are
/// ignored.</summary>
/// <param name="Rows">Number of rows without the header; null if not stated.</param>
/// <param name="Sha256">SHA-256 of the file as dropped: 64 hexadecimal digits, lower case.</param>
/// <param name="Invited">People asked to take part, for the response rate. The limit of 100 million is more than is possible.</param>
/// <param name="LikertHighIsAgree">Agreement answers are delivered as 5 = strongly agree.</param>
public sealed record DropManifest(long? Rows, string? Sha256, long? Invited, bool LikertHighIsAgree)
{
    private const int MaxBytes = 64 * 1024;
    private const int Sha256Digits = 64;
    private const long MaxInvited = 100_000_000;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a sidecar strictly: each member must have the right type and occur once.</summary>
    /// <param name="fault">What is wrong with the sidecar. It holds nothing of the sidecar's text.</param>
    public static bool TryParse(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out DropManifest? manifest, out string fault)
    {
        manifest = null;
        fault = json.Length > MaxBytes ? "it is larger than 64 KiB" : "";
        if (fault.Length > 0)
            return false;
        try
        {
            using var document = JsonDocument.Parse(json.Span is [0xEF, 0xBB, 0xBF, ..] ? json[3..] : json, Options);
            manifest = Read(document.RootElement);
            return true;
        }
        // The second exception is for a text with an incomplete character, such as "\ud800".
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            fault = "it is not JSON, or states something twice";
        }
        catch (InvalidDataException wrong)
        {
            fault = wrong.Message;
        }
        return false;
    }

    private static DropManifest Read(JsonElement root) => root.ValueKind == JsonValueKind.Object
        ? new DropManifest(Number(root, "rows"), Digest(root, "sha256"), Number(root, "invited", MaxInvited), Flag(root, "likertHighIsAgree"))
        : throw new InvalidDataException("it is not a JSON object");

    private static long? Number(JsonElement root, string name, long max = long.MaxValue) =>
        !IsStated(root, name, out JsonElement value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number >= 0 && number <= max ? number
        : throw new InvalidDataException(max == long.MaxValue
            ? $"'{name}' is not a whole number from 0"
            : $"'{name}' is not a whole number from 0 to {max.ToString(CultureInfo.InvariantCulture)}");

    private static string? Digest(JsonElement root, string name) =>
        !IsStated(root, name, out JsonElement value) ? null
        : value.ValueKind == JsonValueKind.String && value.GetString() is { Length: Sha256Digits } text && text.All(char.IsAsciiHexDigit)
            ? text.ToLowerInvariant()
            : throw new InvalidDataException($"'{name}' is not {Sha256Digits} hexadecimal digits");

    private static bool Flag(JsonElement root, string name) => IsStated(root, name, out JsonElement value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new InvalidDataException($"'{name}' is neither true nor false"),
    };

    private static bool IsStated(JsonElement root, string name, out JsonElement value) =>
        root.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}
