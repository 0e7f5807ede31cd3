using System.Text.Json;

namespace IncDiv.Functions.Operations;

/// <summary>The host's word on a blob on which a function failed five times, as far as it can be read.</summary>
/// <param name="Version">The ETag that failed, in quotes; null where none can be read.</param>
internal sealed record PoisonMessage(string Container, string Blob, string? Version)
{
    // What storage allows of names, and more than it gives as a version.
    private const int MaxContainerLength = 63;
    private const int MaxNameLength = 1024;
    private const int MaxVersionLength = 64;

    /// <summary>Reads a message of whatever kind.</summary>
    /// <returns>Null where it does not name a blob.</returns>
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
            // Not JSON, or texts that are half a character.
            return null;
        }
    }

    private static string? Text(JsonElement message, string property, int longest) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 } text && text.Length <= longest && !text.Any(char.IsControl)
            ? text
            : null;
}
