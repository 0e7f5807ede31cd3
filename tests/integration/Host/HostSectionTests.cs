namespace IncDiv.Host.Tests;

public sealed class HostSectionTests
{
    [Theory]
    [InlineData(null, "00:30:00")]
    [InlineData("00:10:00", "00:10:00")]
    [InlineData("-1", null)]
    public void The_time_limit_of_functions_is_that_of_host_json(string? setting, string? limit) =>
        Assert.Equal(limit, Section(("functionTimeout", setting)).FunctionTimeout?.ToString());

    [Theory]
    [InlineData("soon")]
    [InlineData("-00:10:00")]
    [InlineData("00:00:00")]
    public void An_invalid_time_limit_is_refused(string setting) =>
        Assert.Equal(
            $"functionTimeout of host.json is '{setting}': write it like 00:10:00.",
            Assert.Throws<HostException>(() => Section(("functionTimeout", setting)).FunctionTimeout).Message);

    [Fact]
    public void Routes_begin_with_api_unless_host_json_says_otherwise()
    {
        Assert.Equal("api", Section().RoutePrefix);
        Assert.Equal("v2", Section(("extensions:http:routePrefix", "v2")).RoutePrefix);
    }

    private static HostSection Section(params (string Name, string? Value)[] settings) => new(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"AzureFunctionsJobHost:{s.Name}", s.Value))).Build());
}
