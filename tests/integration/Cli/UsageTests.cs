namespace IncDiv.Cli.Tests;

public sealed class UsageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("")]
    [InlineData("frobnicate")]
    [InlineData("validate")]
    [InlineData("validate pas no-such-file.csv")]
    [InlineData("validate no-such-feed no-such-file.csv")]
    [InlineData("sample --feed pas --quarter 2016-17-Q5 --rows 1 --out x.csv")]
    [InlineData("sample --feed pas --quarter 2016-18-Q4 --rows 1 --out x.csv")]
    [InlineData("sample --feed pas --quarter 2016-17-Q4 --rows -1 --out x.csv")]
    [InlineData("sample --feed pas --quarter 2016-17-Q4 --rows many --out x.csv")]
    [InlineData("sample --feed pas --quarter 2016-17-Q4 --rows 1 --bad 2 --out x.csv")]
    [InlineData("ingest --feed pas --in no-such-file.csv --out x")]
    [InlineData("measure --curated no-such-folder --quarter 2016-17-Q4 --out x")]
    [InlineData("run --drops no-such-folder --out x")]
    [InlineData("run --drops x --out x --as-of 2nd-May")]
    [InlineData("verify no-such-folder")]
    [InlineData("attack no-such-folder")]
    [InlineData("feeds --colour")]
    [InlineData("feeds --contracts no-such-folder")]
    [InlineData("--contracts no-such-folder measures")]
    [InlineData("validate pas no-such-file.csv --contracts no-such-folder")]
    [InlineData("sample --feed pas --quarter 2016-17-Q4 --rows 1 --out x.csv --contracts no-such-folder")]
    [InlineData("run --drops . --out x --contracts no-such-folder")]
    [InlineData("erase --feed pas --id-file no-such-file.txt")]
    [InlineData("erase --id-file no-such-file.txt")]
    public async Task Wrong_usage_is_exit_code_2_with_a_sentence_on_standard_error(string line)
    {
        Outcome outcome = await IncDivCommand.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.NotEqual("", outcome.Messages);
        Assert.DoesNotContain("   at ", outcome.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_does_not_clear_a_folder_that_is_not_its_own()
    {
        string precious = _folder.Write("thesis.txt", "the only copy");
        Outcome outcome = await IncDivCommand.RunAsync("demo", "--out", Path.GetDirectoryName(precious)!);
        Assert.Equal((2, true), (outcome.ExitCode, File.Exists(precious)));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_exit_code_3_with_a_sentence()
    {
        string file = _folder.Write("file", "");
        Outcome outcome = await IncDivCommand.RunAsync(
            "sample", "--feed", "pas", "--quarter", "2016-17-Q4", "--rows", "1", "--out", Path.Combine(file, "below", "x.csv"));
        Assert.Equal((3, ""), (outcome.ExitCode, outcome.Output));
        Assert.DoesNotContain("   at ", outcome.Messages, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
