namespace IncDiv.Acceptance.Tests;

/// <summary>If a program <c>func</c> is on the PATH, the app runs under it. Core Tools are not available here, so a script of that name checks how it is
/// started and then starts the host of this repository.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class CoreToolsTests
{
    [Fact]
    public async Task Core_Tools_run_the_app_if_they_are_installed_with_the_same_result()
    {
        using var folder = new TemporaryFolder();
        await folder.WriteAsync("drops/workforce/march.csv", await Drops.OfAsync("workforce", Drops.Quarter, 100));
        await folder.WriteAsync("tools/func", System.Text.Encoding.UTF8.GetBytes($"""
            #!/bin/sh
            [ "$*" = --version ] && echo 4.5.0 && exit 0
            [ "$#" = 3 ] && [ "$1 $2" = "start --port" ] || exit 9
            [ -f host.json ] && [ -f functions.metadata ] && [ -d .azurefunctions ] || exit 9
            [ "$FUNCTIONS_WORKER_RUNTIME" = dotnet-isolated ] && [ -n "$AzureWebJobsStorage" ] || exit 9
            [ -n "$PipelineStorage" ] && [ -n "$PublishSchedule" ] || exit 9
            echo "$PWD" > "{folder["started"]}"
            exec dotnet "{AppContext.BaseDirectory}host/IncDiv.Host.dll" --app "$PWD" --port "$3"
            """.ReplaceLineEndings("\n")));
        File.SetUnixFileMode(folder["tools/func"], UnixFileMode.UserRead | UnixFileMode.UserExecute);

        string path = $"{folder["tools"]}:{Environment.GetEnvironmentVariable("PATH")}";
        await RunAsync(folder, "with", ("PATH", path));
        Assert.Equal(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory), (await File.ReadAllTextAsync(folder["started"])).TrimEnd());
        File.Delete(folder["started"]);
        await RunAsync(folder, "without");
        Assert.False(File.Exists(folder["started"]));

        Assert.Equal(FilesOf(folder["without"]), FilesOf(folder["with"]));
    }

    private static async Task RunAsync(TemporaryFolder folder, string output, params (string, string)[] settings)
    {
        using Process run = Command.StartIncDiv(settings, "run", "--drops", folder["drops"], "--out", folder[output], "--as-of", "2017-05-02");
        Outcome outcome = await Command.EndAsync(run);
        Assert.True(outcome.ExitCode == 0, outcome.Messages);
    }

    // Receipts state when a drop was ingested. Measures and packs have the same bytes each time.
    private static IReadOnlyList<string> FilesOf(string output) =>
    [
        .. from part in new[] { "measures", "packs", "curated" }
           from file in Directory.EnumerateFiles(Path.Combine(output, part), "*", SearchOption.AllDirectories)
           let name = Path.GetRelativePath(output, file)
           orderby name
           select $"{name} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}",
    ];
}
