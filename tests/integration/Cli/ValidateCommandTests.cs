namespace IncDiv.Cli.Tests;

public sealed class ValidateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_good_file_is_accepted_with_exit_code_0()
    {
        Outcome outcome = await IncDivCommand.RunAsync("validate", "pas", await _folder.SampleAsync("pas", "2016-17-Q4", 40));
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Messages));
        Assert.Contains("all 40 rows were accepted for 2016-17-Q4", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_rows_and_quarantine_are_exit_code_1()
    {
        Outcome rejected = await IncDivCommand.RunAsync("validate", "pas", await _folder.SampleAsync("pas", "2016-17-Q4", 300, "some.csv", bad: "0.02"));
        Assert.Equal(1, rejected.ExitCode);
        Assert.Contains("rejected", rejected.Output, StringComparison.Ordinal);
        Outcome quarantined = await IncDivCommand.RunAsync("validate", "pas", _folder.Write("page.csv", "<html>\n</html>\n"));
        Assert.Equal(1, quarantined.ExitCode);
        Assert.Contains("E102", quarantined.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pas", 0, "accepted")]
    [InlineData("workforce", 1, "quarantined")]
    public async Task With_json_standard_output_is_the_receipt_and_nothing_else(string feed, int exitCode, string expected)
    {
        Outcome outcome = await IncDivCommand.RunAsync("validate", feed, await _folder.SampleAsync("pas", "2016-17-Q4", 20), "--json");
        Assert.Equal((exitCode, ""), (outcome.ExitCode, outcome.Messages));
        using JsonDocument receipt = JsonDocument.Parse(outcome.Output);
        Assert.Equal(JsonValueKind.Object, receipt.RootElement.ValueKind);
        Assert.Equal(expected, receipt.RootElement.GetProperty("outcome").GetString());
    }

    public void Dispose() => _folder.Dispose();
}
