using static IncDiv.Resilience.Tests.Infrastructure.Sources;

namespace IncDiv.Resilience.Tests.Infrastructure;

/// <summary>functions/host.json, as the Azure host reads it.</summary>
public sealed class HostSettingsTests
{
    private static readonly JsonElement Host = JsonDocument.Parse(Read("functions/host.json")).RootElement;

    [Fact]
    public void Drops_are_fetched_while_a_quarter_is_computed_and_another_waits()
    {
        int degree = Host.GetProperty("extensions").GetProperty("blobs").GetProperty("maxDegreeOfParallelism").GetInt32();
        // The extension fetches another batch of messages as soon as enough of the previous ones are processed.
        int batch = Math.Min(32, (degree / 2) + 1), atWork = degree - batch;
        Assert.Equal((5, 3), (batch, atWork));
    }

    [Fact]
    public void The_host_logs_no_name_of_a_drop_and_all_that_alerts_read()
    {
        var levels = Host.GetProperty("logging").GetProperty("logLevel").EnumerateObject().ToDictionary(l => l.Name, l => l.Value.GetString());
        // "New blob detected: drops/pas/…" is logged as information in the category of the function.
        Assert.Equal("Warning", levels["Function"]);
        // What the worker logs becomes traces, and the end of each run becomes a request.
        Assert.Equal("Information", levels["Function.*.User"]);
        Assert.Equal("Information", levels["Host.Results"]);
    }

    [Fact]
    public void Every_setting_has_an_effect() =>
        Assert.Equal(["blobs"], Host.GetProperty("extensions").EnumerateObject().Select(e => e.Name));
}
