using System.Globalization;
using System.Net;

namespace Microsoft.Azure.Functions.Worker.Conformance;

public sealed class HttpTests
{
    private const string Key = "a-key-of-this-test";

    [Theory]
    [InlineData("GET", "api/drops/7?q=a%20b", 200, """{"Id":"7","Query":"a b","Method":"GET"}""")]
    [InlineData("GET", "api/drops/x%2Fy", 200, """{"Id":"x/y","Query":null,"Method":"GET"}""")]
    [InlineData("GET", "API/Drops", 200, """{"Id":null,"Query":null,"Method":"GET"}""")]
    [InlineData("GET", "api/drops/latest", 202, "the latest drop")]
    [InlineData("GET", "api/drops/7/8", 404, "")]
    [InlineData("GET", "drops/7", 404, "")]
    [InlineData("POST", "api/drops/7", 404, "")]
    public async Task Routes_bind_their_parameters_and_the_wrong_method_is_404(string method, string path, int status, string body)
    {
        using HttpSite http = await HttpSite.StartAsync(Key);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using HttpResponseMessage response = await http.Client.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
        await http.App.StopAsync();
    }

    [Fact]
    public async Task Headers_and_the_content_type_of_json_reach_the_client()
    {
        using HttpSite http = await HttpSite.StartAsync(Key);
        using HttpResponseMessage response = await http.Client.GetAsync("api/drops/7");
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("yes", Assert.Single(response.Headers.GetValues("X-Drop")));
        await http.App.StopAsync();
    }

    [Theory]
    [InlineData("api/Echo", null, 401)]
    [InlineData("api/Echo", "wrong", 401)]
    [InlineData("api/Echo", Key, 200)]
    [InlineData("api/Echo?code=" + Key, null, 200)]
    [InlineData("api/Echo?code=wrong", null, 401)]
    public async Task A_function_level_needs_the_key(string path, string? header, int status)
    {
        using HttpSite http = await HttpSite.StartAsync(Key);
        Assert.Equal(status, await http.PostAsync(path, header));
        await http.App.StopAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_a_configured_key_a_function_level_is_always_401(string? configured)
    {
        using HttpSite http = await HttpSite.StartAsync(configured);
        Assert.Equal(401, await http.PostAsync("api/Echo", ""));
        Assert.Equal(401, await http.PostAsync("api/Echo?code=", null));
        await http.App.StopAsync();
    }

    [Fact]
    public async Task An_unhandled_exception_is_500_without_a_detail()
    {
        using HttpSite http = await HttpSite.StartAsync(Key);
        http.Site.Journal.Behaviour = _ => throw new InvalidOperationException("a secret");
        using HttpResponseMessage response = await http.Client.GetAsync("api/drops/7");
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        await http.App.StopAsync();
    }

    [Theory]
    [InlineData(1000, false, 200)]
    [InlineData(1001, false, 413)]
    [InlineData(1001, true, 413)]
    public async Task A_body_over_the_limit_is_413(int length, bool chunked, int status)
    {
        using HttpSite http = await HttpSite.StartAsync(Key);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/Echo") { Content = new ByteArrayContent(new byte[length]) };
        request.Headers.Add("x-functions-key", Key);
        request.Headers.TransferEncodingChunked = chunked;
        using HttpResponseMessage response = await http.Client.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? 1 : 0, http.Site.Journal.Calls.Count);
        await http.App.StopAsync();
    }

    [Fact]
    public async Task A_stop_lets_a_running_request_finish()
    {
        using HttpSite http = await HttpSite.StartAsync(Key);
        var hold = new TaskCompletionSource();
        http.Site.Journal.Behaviour = _ => hold.Task;
        Task<HttpResponseMessage> answer = http.Client.GetAsync("api/drops/7");
        await http.Site.Journal.WaitForAsync(1);
        Task stopping = http.App.StopAsync();
        hold.SetResult();
        using HttpResponseMessage response = await answer;
        await stopping;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_taken_port_stops_the_app_at_its_start()
    {
        using HttpSite http = await HttpSite.StartAsync(Key);
        Dictionary<string, string?> settings = http.Site.Settings("Drops");
        settings["LocalHost:HttpPort"] = http.Client.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => http.Site.StartAsync(settings));
        Assert.Contains("--port", error.Message, StringComparison.Ordinal);
        await http.App.StopAsync();
    }
}
