namespace IncDiv.Cli.Tests;

/// <summary>Invalid keys, for every command that reads one.</summary>
public sealed class KeySettingsTests : IDisposable
{
    private const string Short = "c2hvcnQ=";

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("PseudonymKey", Short, "40 bits instead of 256")]
    [InlineData("PseudonymKey", "not base64!", "neither base64 nor hexadecimal")]
    [InlineData("PseudonymKey", "file:/no/such/file", "There is no secret file")]
    [InlineData("PseudonymKey", "https://vault.example.org/wrong", "Key Vault address")]
    [InlineData("PseudonymKey", "https://", "Key Vault address")]
    [InlineData("PseudonymKeyId", "a/b", "letters, digits")]
    public async Task A_malformed_key_is_exit_code_2_with_one_sentence(string setting, string value, string said)
    {
        string drop = await _folder.SampleAsync("pas", "2016-17-Q4", 5);
        await AssertRefusedAsync(setting, value, said, "ingest", "--feed", "pas", "--in", drop, "--out", _folder["out"]);
        foreach (string[] line in Connected(drop))
            await AssertRefusedAsync(setting, value, said, line);
    }

    [Theory]
    [InlineData("PreviousPseudonymKey", Short, "40 bits instead of 256")]
    [InlineData("RetiredPseudonymKeys", "k0", "RetiredPseudonymKeys is malformed")]
    [InlineData("RetiredPseudonymKeys", "k0=" + Short, "40 bits instead of 256")]
    [InlineData("RetiredPseudonymKeys", "k/0=" + Short, "letters, digits")]
    [InlineData("PipelineStorage", "", "PipelineStorage")]
    [InlineData("PipelineStorage", "nonsense", "")]
    [InlineData("AsOf", "2nd May", "AsOf")]
    public async Task Other_malformed_settings_are_exit_code_2_where_they_are_read(string setting, string value, string said)
    {
        foreach (string[] line in Connected(_folder.Write("a.csv", "1\n")))
            await AssertRefusedAsync(setting, value, said, line);
    }

    [Fact]
    public async Task Storage_that_cannot_be_reached_is_exit_code_3()
    {
        const string Nowhere =
            "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;"
            + "BlobEndpoint=http://127.0.0.1:1/a;TableEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a";
        Outcome outcome = await IncDivCommand.RunAsync(new Dictionary<string, string> { ["PipelineStorage"] = Nowhere }, "replay");
        Assert.Equal((3, 1), (outcome.ExitCode, outcome.Messages.Trim().Split('\n').Length));
        Assert.Contains("cannot be reached", outcome.Messages, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    // All these commands read their settings in the same place, so two represent all.
    private static string[][] Connected(string file) => [["erase", "--feed", "pas", "--id-file", file], ["rotate-key"]];

    private static async Task AssertRefusedAsync(string setting, string value, string said, params string[] line)
    {
        var settings = new Dictionary<string, string>
        {
            ["PipelineStorage"] = "UseDevelopmentStorage=true",
            ["PreviousPseudonymKeyId"] = "previous",
            [setting] = value,
        };
        Outcome outcome = await IncDivCommand.RunAsync(settings, line);
        Assert.Equal((2, "", 1), (outcome.ExitCode, outcome.Output, outcome.Messages.Trim().Split('\n').Length));
        Assert.Contains(said, outcome.Messages, StringComparison.Ordinal);
    }
}
