using System.Globalization;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>Takes the answer to a transaction apart: multipart/mixed, with HTTP responses in the innermost parts.</summary>
internal static class TransactionResponse
{
    public static IReadOnlyList<Response> Parse(Response response) =>
        [.. Parts(response.Headers.ContentType, response.Content.ToString()).Select(part => ParseOne(part, response.ClientRequestId))];

    private static IEnumerable<string> Parts(string contentType, string body)
    {
        int start = contentType.IndexOf("boundary=", StringComparison.OrdinalIgnoreCase) + "boundary=".Length;
        string boundary = "--" + contentType[start..].Trim('"', ' ');
        foreach (string part in body.Split(boundary).Skip(1).TakeWhile(part => !part.StartsWith("--", StringComparison.Ordinal)))
        {
            (Dictionary<string, string> headers, string content) = Split(part.TrimStart());
            string type = headers.GetValueOrDefault("Content-Type", "");
            if (!type.StartsWith("multipart/mixed", StringComparison.OrdinalIgnoreCase))
                yield return content;
            else
                foreach (string inner in Parts(type, content))
                    yield return inner;
        }
    }

    private static TransactionActionResponse ParseOne(string part, string clientRequestId)
    {
        // The emulator repeats the boundary before some status lines.
        int start = part.IndexOf("HTTP/1.1 ", StringComparison.Ordinal);
        if (start < 0)
            throw new FormatException("A part of the transaction response has no status line.");
        string[] message = part[start..].Split("\r\n", 2);
        string[] status = message[0].Split(' ', 3);
        (Dictionary<string, string> headers, string content) = Split(message[1]);
        return new TransactionActionResponse(
            int.Parse(status[1], CultureInfo.InvariantCulture),
            status.ElementAtOrDefault(2),
            headers,
            Encoding.UTF8.GetBytes(content),
            clientRequestId);
    }

    private static (Dictionary<string, string> Headers, string Content) Split(string text)
    {
        string[] halves = text.Split("\r\n\r\n", 2);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in halves[0].Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] header = line.Split(':', 2);
            if (header.Length == 2)
                headers[header[0]] = header[1].Trim();
        }
        return (headers, halves.ElementAtOrDefault(1) ?? "");
    }
}
