using System.Net;
using System.Net.Sockets;
using IncDiv.Storage.Drops;

namespace IncDiv.Acceptance.Tests;

/// <summary>A functions app with one accepted drop and its quarter computed.</summary>
public sealed class HttpFixture : IAsyncLifetime
{
    internal Machine Machine { get; private set; } = null!;

    internal DropRecord Drop { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Machine = await Machine.StartAsync();
        await Machine.DropAsync("workforce/march.csv", await Drops.OfAsync("workforce", Drops.Quarter, 100));
        await Machine.SettleAsync();
        Drop = Assert.Single(await Machine.LedgerAsync());
    }

    public async Task DisposeAsync() => await Machine.DisposeAsync();
}

public sealed class HttpTests(HttpFixture fixture) : IClassFixture<HttpFixture>
{
    [Fact]
    public async Task A_receipt_is_only_returned_with_the_right_key()
    {
        string path = $"drops/workforce/{fixture.Drop.Id}";
        (HttpStatusCode status, string body) = await SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, status);
        using JsonDocument receipt = JsonDocument.Parse(body);
        Assert.Equal((fixture.Drop.Id, 100), (receipt.RootElement.GetProperty("dropId").GetString(), receipt.RootElement.GetProperty("rowsRead").GetInt32()));

        Assert.Equal((HttpStatusCode.Unauthorized, ""), await SendAsync(HttpMethod.Get, path, key: null));
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Get, path, key: "wrong")).Status);
    }

    [Fact]
    public async Task Health_is_only_returned_with_the_right_key_and_has_only_counts_and_ids()
    {
        (HttpStatusCode status, string body) = await SendAsync(HttpMethod.Get, "health");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("\"WaitingDrops\":0", body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((HttpStatusCode.Unauthorized, ""), await SendAsync(HttpMethod.Get, "health", key: null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("00000000000000000000000000000000")]
    public async Task A_wrong_key_gives_no_access_and_no_information(string key)
    {
        Assert.Equal((HttpStatusCode.Unauthorized, ""), await SendAsync(HttpMethod.Get, "health", key));
        Assert.Equal((HttpStatusCode.Unauthorized, ""), await SendAsync(HttpMethod.Post, "packs/stride-quarterly/2016-17-Q4", key));
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused_without_being_kept()
    {
        using var http = new HttpClient();
        using var request =
            new HttpRequestMessage(HttpMethod.Post, new Uri(fixture.Machine.Functions.Address + "packs/stride-quarterly/2016-17-Q4"))
            {
                Content = new ByteArrayContent(new byte[11_000_000]),
            };
        request.Headers.Add("x-functions-key", fixture.Machine.Functions.Key);
        // The app answers before the body is sent.
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await http.SendAsync(request);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("drops/workforce/0123456789abcdef")]
    [InlineData("drops/unheard-of/0123456789abcdef")]
    [InlineData("drops/workforce/0123456789ABCDEF.json")]
    [InlineData("drops/workforce/%2e%2e%2fpas%2f0123456789abcdef")]
    [InlineData("drops/..%2fwork/measures")]
    [InlineData("drops/workforce/")]
    public async Task A_receipt_of_an_unknown_drop_is_not_found(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, path)).Status);

    [Theory]
    [InlineData("/api/drops/workforce/../../work/leases")]
    [InlineData("/api/../../../etc/passwd")]
    [InlineData("/api/drops/workforce/..%5c..%5cwork")]
    [InlineData("/api/drops//workforce//x")]
    public async Task A_path_traversal_finds_nothing_even_if_not_normalised(string target)
    {
        // HttpClient would normalise the path, so the request is written by hand.
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, fixture.Machine.Functions.Address.Port);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET {target} HTTP/1.1\r\nHost: {fixture.Machine.Functions.Address.Authority}\r\n"
                + $"x-functions-key: {fixture.Machine.Functions.Key}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        Assert.Matches("^HTTP/1.1 (400|404) ", await reader.ReadLineAsync());
    }

    [Fact]
    public async Task A_pack_is_published_on_request_and_a_second_request_gives_the_same_answer()
    {
        (HttpStatusCode status, string body) = await SendAsync(HttpMethod.Post, "packs/stride-quarterly/2016-17-Q4");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("stride-quarterly/2016-17-Q4/edition-1", body, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, body), await SendAsync(HttpMethod.Post, "packs/stride-quarterly/2016-17-Q4"));
        Assert.Single(await fixture.Machine.PacksAsync(Drops.Quarter));
    }

    [Theory]
    [InlineData("packs/stride-quarterly/2015-16-Q4", HttpStatusCode.NotFound)]
    [InlineData("packs/no-such-pack/2016-17-Q4", HttpStatusCode.NotFound)]
    [InlineData("packs/stride-quarterly/2016-17-Q5", HttpStatusCode.BadRequest)]
    [InlineData("packs/stride-quarterly/last", HttpStatusCode.BadRequest)]
    public async Task A_pack_that_cannot_be_published_is_reported(string path, HttpStatusCode expected)
    {
        (HttpStatusCode status, string body) = await SendAsync(HttpMethod.Post, path);
        Assert.Equal(expected, status);
        Assert.EndsWith(".", body, StringComparison.Ordinal);
    }

    private Task<(HttpStatusCode Status, string Body)> SendAsync(HttpMethod method, string path) => SendAsync(method, path, fixture.Machine.Functions.Key);

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpMethod method, string path, string? key)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(fixture.Machine.Functions.Address + path));
        if (key is not null)
            request.Headers.Add("x-functions-key", key);
        using HttpResponseMessage response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
