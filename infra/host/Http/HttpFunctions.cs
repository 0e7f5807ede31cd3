using Google.Protobuf;
using IncDiv.Host.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace IncDiv.Host.Http;

/// <summary>Maps the app's HTTP functions to their routes and checks their keys.</summary>
internal sealed class HttpFunctions(FunctionInvoker invoker, HostKeys keys)
{
    public void Map(WebApplication web, string prefix, IEnumerable<FunctionTrigger> functions)
    {
        foreach (FunctionTrigger function in functions)
        {
            string route = $"/{prefix}/{function.Text("route") ?? function.Name}".Replace("//", "/", StringComparison.Ordinal);
            string[] methods = function.Binding.TryGetProperty("methods", out JsonElement listed)
                ? [.. listed.EnumerateArray().Select(m => m.GetString()!.ToUpperInvariant())]
                : ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];
            IReadOnlyList<string>? allowed = Allowed(function);
            web.MapMethods(route, methods, (HttpContext context) => AnswerAsync(context, function, allowed));
        }
    }

    /// <summary>The key of a request: a header or a parameter.</summary>
    public static string? KeyOf(HttpRequest request) =>
        request.Headers.TryGetValue("x-functions-key", out var header) ? header.ToString() : request.Query["code"].ToString();

    // The allowed keys; null if no key is needed.
    private string[]? Allowed(FunctionTrigger function) => (function.Text("authLevel") ?? "function").ToLowerInvariant() switch
    {
        "anonymous" => null,
        "function" => [keys.Function(function.Name), keys.Host, keys.Master],
        _ => [keys.Master],
    };

    private async Task AnswerAsync(HttpContext context, FunctionTrigger function, IReadOnlyList<string>? allowed)
    {
        if (allowed is not null && !HostKeys.Opens(KeyOf(context.Request), allowed))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        RpcHttp request = await RequestAsync(context.Request);
        var metadata = context.Request.RouteValues.Select(v => (v.Key, new TypedData { String = TextOf(v.Value) }));
        try
        {
            TypedData answer = await invoker.RunAsync(function.Name, new TypedData { Http = request }, metadata, context.RequestAborted);
            await WriteAsync(context.Response, answer.Http);
        }
        catch (Exception e) when (e is FunctionFailedException or WorkerLostException && !context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private static async Task<RpcHttp> RequestAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        var message = new RpcHttp { Method = request.Method, Url = request.GetDisplayUrl() };
        if (body.Length > 0)
            message.Body = new TypedData { Bytes = ByteString.CopyFrom(body.GetBuffer(), 0, (int)body.Length) };
        foreach (var header in request.Headers)
            message.NullableHeaders[header.Key] = new NullableString { Value = header.Value.ToString() };
        foreach (var parameter in request.Query)
            message.NullableQuery[parameter.Key] = new NullableString { Value = parameter.Value.ToString() };
        foreach (var value in request.RouteValues)
            message.NullableParams[value.Key] = new NullableString { Value = TextOf(value.Value) };
        return message;
    }

    private static async Task WriteAsync(HttpResponse response, RpcHttp? answer)
    {
        if (answer is null)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        response.StatusCode = int.Parse(answer.StatusCode, CultureInfo.InvariantCulture);
        foreach ((string name, string value) in answer.Headers)
            response.Headers[name] = value;
        ReadOnlyMemory<byte> body = answer.Body?.DataCase switch
        {
            TypedData.DataOneofCase.Bytes => answer.Body.Bytes.Memory,
            TypedData.DataOneofCase.Stream => answer.Body.Stream.Memory,
            TypedData.DataOneofCase.String => System.Text.Encoding.UTF8.GetBytes(answer.Body.String),
            _ => default,
        };
        await response.Body.WriteAsync(body);
    }

    private static string TextOf(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
