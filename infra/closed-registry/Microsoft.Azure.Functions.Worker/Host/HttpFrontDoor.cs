using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>Answers HTTP on the loopback address only.</summary>
internal sealed class HttpFrontDoor : IListener, IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly HttpRoute[] _routes;
    private readonly HostSettings _settings;
    private readonly Invoker _invoker;
    private readonly ILogger _logger;

    /// <exception cref="InvalidOperationException">The port is taken.</exception>
    public HttpFrontDoor(IEnumerable<HttpRoute> routes, HostSettings settings, Invoker invoker, ILogger logger)
    {
        _routes = [.. routes.OrderBy(route => route.Parameters)];
        _settings = settings;
        _invoker = invoker;
        _logger = logger;
        Address = $"http://127.0.0.1:{settings.HttpPort}/";
        _listener.Prefixes.Add(Address);
        try
        {
            _listener.Start();
        }
        catch (HttpListenerException e)
        {
            throw new InvalidOperationException($"{Address} cannot be opened: start with --port N and a free port.", e);
        }
    }

    public string Address { get; }

    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        var running = new List<Task>();
        var stopped = Task.Delay(Timeout.InfiniteTimeSpan, stop);
        while (true)
        {
            Task<HttpListenerContext> next = _listener.GetContextAsync();
            if (await Task.WhenAny(next, stopped) == stopped)
                break;
            running.RemoveAll(task => task.IsCompletedSuccessfully);
            running.Add(AnswerAsync(await next, abort));
        }
        await Task.WhenAll(running);
    }

    public void Dispose() => _listener.Close();

    private async Task AnswerAsync(HttpListenerContext http, CancellationToken abort)
    {
        try
        {
            await Task.Yield();
            HttpResponseData? response = await RespondAsync(http, abort);
            if (response is not null)
                await SendAsync(response, http.Response, abort);
            http.Response.Close();
        }
        catch (Exception e)
        {
            // The client went away, or the response cannot be sent: neither ends the host.
            _logger.LogWarning(e, "A request could not be answered.");
            http.Response.Abort();
        }
    }

    /// <summary>The function's response; null if there is only the status code that is set on the way.</summary>
    private async Task<HttpResponseData?> RespondAsync(HttpListenerContext http, CancellationToken abort)
    {
        HttpListenerRequest request = http.Request;
        string[] path = [.. request.Url!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        var matches = from route in _routes
                      let parameters = route.Match(request.HttpMethod, path)
                      where parameters is not null
                      select (Route: route, Parameters: parameters);
        (HttpRoute? found, Dictionary<string, string> values) = matches.FirstOrDefault();
        http.Response.StatusCode = (int)HttpStatusCode.NotFound;
        if (found is null)
            return null;
        http.Response.StatusCode = (int)HttpStatusCode.Unauthorized;
        if (!IsAllowed(found.Level, request))
            return null;
        http.Response.StatusCode = (int)HttpStatusCode.RequestEntityTooLarge;
        if (await ReadBodyAsync(request, abort) is not { } body)
            return null;
        // What stays if the function fails: no detail of a fault leaves the process.
        http.Response.StatusCode = (int)HttpStatusCode.InternalServerError;
        InvocationResult result = await _invoker.InvokeAsync(
            found.Function, BindingData.OfRequest(request, values), (context, _) => new(new LocalHttpRequest(context, request, body)), abort);
        return result.Value as HttpResponseData;
    }

    private bool IsAllowed(AuthorizationLevel level, HttpListenerRequest request)
    {
        if (level == AuthorizationLevel.Anonymous)
            return true;
        string? given = request.Headers["x-functions-key"] ?? request.QueryString["code"];
        return !string.IsNullOrEmpty(_settings.FunctionKey) && given is not null
            && CryptographicOperations.FixedTimeEquals(Hash(given), Hash(_settings.FunctionKey));
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Null if the body is longer than allowed.</summary>
    private async Task<MemoryStream?> ReadBodyAsync(HttpListenerRequest request, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while (request.HasEntityBody && (read = await request.InputStream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > _settings.MaxRequestBytes)
                return null;
            body.Write(buffer, 0, read);
        }
        body.Position = 0;
        return body;
    }

    private static async Task SendAsync(HttpResponseData response, HttpListenerResponse answer, CancellationToken cancellationToken)
    {
        answer.StatusCode = (int)response.StatusCode;
        foreach ((string name, IEnumerable<string> values) in response.Headers)
        {
            foreach (string value in values)
                answer.AppendHeader(name, value);
        }
        if (response.Body.CanSeek)
        {
            response.Body.Position = 0;
            answer.ContentLength64 = response.Body.Length;
        }
        await response.Body.CopyToAsync(answer.OutputStream, cancellationToken);
    }
}
