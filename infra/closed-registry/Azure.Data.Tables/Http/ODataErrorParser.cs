using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>
/// Reads <c>{"odata.error":{"code":…,"message":{"value":…}}}</c>. In a transaction the message begins with the position of the failed action.
/// </summary>
internal sealed class ODataErrorParser : RequestFailedDetailsParser
{
    public const string FailedAction = "FailedEntity";

    public override bool TryParse(Response response, out ResponseError error, out IDictionary<string, string> data)
    {
        error = null;
        data = null;
        try
        {
            using JsonDocument json = JsonDocument.Parse(response.Content);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("odata.error", out JsonElement body))
                return false;
            string message = body.GetProperty("message").GetProperty("value").GetString();
            error = new ResponseError(body.GetProperty("code").GetString(), message);
            int colon = message.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
                data = new Dictionary<string, string> { [FailedAction] = index.ToString(CultureInfo.InvariantCulture) };
            return true;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A proxy's page instead of the service's JSON: the status alone describes the failure.
            return false;
        }
    }
}
