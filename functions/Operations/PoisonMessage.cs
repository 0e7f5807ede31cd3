using System.Text.Json;

namespace IncDiv.Functions.Operations;

/// <summary>The host's message about a blob for which a function failed five times, as far as the message can be read.</summary>
/// <param name="Version">The quoted ETag of the version that failed; null if it cannot be read.</param>
internal sealed record PoisonMessage(string Container, string Blob, string? Version)
{
    // The limits of storage for names, and a length that no version reaches.
    private const int MaxContainerLength = 63;
    private const int MaxNameLength = 1024;
    private const int MaxVersionLength = 64;

    /// <summary>Reads any message.</summary>
    /// <returns>Null if the message does not name a blob.</returns>
    public static PoisonMessage? Read(string message)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(message);
            return Text(json.RootElement, "ContainerName", MaxContainerLength) is { } container && Text(json.RootElement, "BlobName", MaxNameLength) is { } blob
                ? new PoisonMessage(container, blob, Text(json.RootElement, "ETag", MaxVersionLength))
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)
        {
            // The message is not JSON, or its text holds half a character.
            return null;
        }
    }

    private static string? Text(JsonElement message, string property, int longest) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 } text && text.Length <= longest && !text.Any(char.IsControl)
            ? text
            : null;
}
