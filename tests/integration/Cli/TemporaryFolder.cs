namespace IncDiv.Cli.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("incdiv-test-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public async Task<string> SampleAsync(string feed, string quarter, int rows, string name = "sample.csv", string bad = "0")
    {
        Outcome sample = await IncDivCommand.RunAsync(
            "sample", "--feed", feed, "--quarter", quarter, "--rows", $"{rows}", "--seed", "7", "--bad", bad, "--out", this[name]);
        Assert.Equal((0, ""), (sample.ExitCode, sample.Output));
        return this[name];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
