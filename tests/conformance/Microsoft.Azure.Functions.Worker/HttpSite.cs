using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Conformance;

/// <summary>An app with the HTTP functions on a free port, and a client for it.</summary>
internal sealed class HttpSite : IDisposable
{
    private HttpSite(Site site, IHost app, int port)
    {
        Site = site;
        App = app;
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
    }

    public Site Site { get; }
    public IHost App { get; }
    public HttpClient Client { get; }

    public static async Task<HttpSite> StartAsync(string? key)
    {
        Site site = await Site.NewAsync(withBox: false);
        Dictionary<string, string?> settings = site.Settings("Drops", "Latest", "Echo");
        int port = FreePort();
        settings["LocalHost:HttpPort"] = port.ToString(CultureInfo.InvariantCulture);
        settings["LocalHost:FunctionKey"] = key;
        settings["LocalHost:MaxRequestBytes"] = "1000";
        return new HttpSite(site, await site.StartAsync(settings), port);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task<int> PostAsync(string path, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (key is not null)
            request.Headers.Add("x-functions-key", key);
        using HttpResponseMessage response = await Client.SendAsync(request);
        return (int)response.StatusCode;
    }

    public void Dispose()
    {
        Client.Dispose();
        App.Dispose();
    }
}
