using System.Globalization;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>One account's endpoint with the pipeline that signs, sends and retries. Shared by a service client and its table clients.</summary>
internal sealed class TableConnection
{
    private const string Scope = "https://storage.azure.com/.default";

    private readonly HttpPipeline _pipeline;
    private readonly string _base;
    private readonly string _version;

    private TableConnection(Uri endpoint, HttpPipelinePolicy authentication, TableClientOptions options)
    {
        options ??= new TableClientOptions();
        Endpoint = endpoint;
        _base = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _version = options.VersionString;
        var pipeline = new HttpPipelineOptions(options) { RequestFailedDetailsParser = new ODataErrorParser() };
        if (authentication != null)
            pipeline.PerRetryPolicies.Add(authentication);
        _pipeline = HttpPipelineBuilder.Build(pipeline);
    }

    public Uri Endpoint { get; }

    /// <summary>The first label of the host, or the first segment of the path where the host is an address (the emulator).</summary>
    public string AccountName => Endpoint.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || Endpoint.IsLoopback
        ? Endpoint.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()
        : Endpoint.Host.Split('.')[0];

    public static TableConnection Of(string connectionString, TableClientOptions options)
    {
        ConnectionString parsed = ConnectionString.Parse(connectionString);
        return Of(parsed.Endpoint, parsed.Credential, options);
    }

    public static TableConnection Of(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new(endpoint, new SharedKeyLitePolicy(credential), options);
    }

    public static TableConnection Of(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(tokenCredential);
        return new(endpoint, new BearerTokenAuthenticationPolicy(tokenCredential, Scope), options);
    }

    public static TableConnection Of(Uri endpoint, AzureSasCredential credential, TableClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        if (endpoint.Scheme != Uri.UriSchemeHttps)
            throw new ArgumentException($"Cannot use {nameof(AzureSasCredential)} without HTTPS.", nameof(endpoint));
        return new(endpoint, new SharedAccessSignaturePolicy(credential), options);
    }

    /// <summary>For an endpoint whose query is a shared access signature.</summary>
    public static TableConnection Of(Uri endpoint, TableClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Query.Length > 1
            ? Of(new Uri(endpoint.GetLeftPart(UriPartial.Path)), new AzureSasCredential(endpoint.Query), options)
            : new(endpoint, null, options);
    }

    public Uri Resource(string path) => new($"{_base}/{path}");

    public Uri Entity(string table, string partitionKey, string rowKey)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return Resource($"{table}(PartitionKey='{Key(partitionKey)}',RowKey='{Key(rowKey)}')");

        static string Key(string key) => Uri.EscapeDataString(ODataFilter.Escape(key));
    }

    public HttpMessage Message(RequestMethod method, Uri uri)
    {
        HttpMessage message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(uri);
        message.Request.Headers.SetValue("x-ms-version", _version);
        message.Request.Headers.SetValue("DataServiceVersion", "3.0");
        message.Request.Headers.SetValue("Accept", "application/json;odata=minimalmetadata");
        return message;
    }

    /// <summary>Sends the message, through the retries.</summary>
    /// <exception cref="RequestFailedException">The service answered with an error other than <paramref name="tolerated"/>.</exception>
    public async Task<Response> SendAsync(HttpMessage message, int? tolerated, CancellationToken cancellationToken)
    {
        await _pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        Response response = message.Response;
        return response.Status < 400 || response.Status == tolerated ? response : throw new RequestFailedException(response);
    }

    /// <summary>One page of a query: the rows of <c>{"value":[…]}</c> and the response with the continuation headers.</summary>
    public async Task<(IReadOnlyList<T> Rows, Response Response)> PageAsync<T>(
        Uri uri, IEnumerable<KeyValuePair<string, string>> options, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        using HttpMessage message = Message(RequestMethod.Get, uri);
        foreach ((string name, string value) in options)
        {
            if (!string.IsNullOrEmpty(value))
                message.Request.Uri.AppendQuery(name, value, escapeValue: true);
        }
        Response response = await SendAsync(message, tolerated: null, cancellationToken).ConfigureAwait(false);
        using JsonDocument json = await JsonDocument.ParseAsync(response.ContentStream, default, cancellationToken).ConfigureAwait(false);
        return ([.. json.RootElement.GetProperty("value").EnumerateArray().Select(read)], response);
    }

    public static KeyValuePair<string, string> Top(int? rows) => new("$top", rows?.ToString(CultureInfo.InvariantCulture));
}
