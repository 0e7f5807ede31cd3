namespace IncDiv.Cli.Tests;

public sealed class CatalogueCommandsTests
{
    [Fact]
    public async Task Feeds_prints_every_feed_and_its_columns()
    {
        Outcome feeds = await IncDivCommand.RunAsync("feeds");
        Assert.Equal(0, feeds.ExitCode);
        foreach (string expected in new[] { "staff-survey", "pas", "victim-satisfaction", "workforce", "pay_number", "interview_date", "Likert5" })
            Assert.Contains(expected, feeds.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Measures_lists_the_catalogue()
    {
        Outcome measures = await IncDivCommand.RunAsync("measures");
        Assert.Equal(0, measures.ExitCode);
        string[] ids = [.. measures.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0])];
        Assert.Equal(ids.Distinct(), ids);
        foreach (string id in new[] { "WF-01", "WF-20", "PAS-01", "PAS-18", "VSS-01", "SS-01", "SS-13" })
            Assert.Contains(id, ids);
    }

    [Fact]
    public async Task Measures_as_json_is_one_object_and_nothing_else()
    {
        Outcome measures = await IncDivCommand.RunAsync("measures", "--json");
        Assert.Equal((0, ""), (measures.ExitCode, measures.Messages));
        using JsonDocument json = JsonDocument.Parse(measures.Output);
        JsonElement first = json.RootElement.GetProperty("measures").EnumerateArray().Single(m => m.GetProperty("id").GetString() == "WF-01");
        Assert.Equal(
            ("BME share of officers", "workforce", "percent"),
            (first.GetProperty("name").GetString(), first.GetProperty("feed").GetString(), first.GetProperty("unit").GetString()));
        Assert.False(string.IsNullOrEmpty(json.RootElement.GetProperty("version").GetString()));
        Assert.Equal("leaver is false and worker_type is OFFICER and ethnicity is known", first.GetProperty("denominator").GetString());
        Assert.StartsWith("better than a year before", first.GetProperty("targets")[0].GetString(), StringComparison.Ordinal);
        JsonElement rest = first.GetProperty("comparators")[0];
        Assert.Equal(
            ("bcu", "Rest of London", "gap"),
            (rest.GetProperty("breakdown").GetString(), rest.GetProperty("against").GetString(), rest.GetProperty("statistic").GetString()));
    }
}
