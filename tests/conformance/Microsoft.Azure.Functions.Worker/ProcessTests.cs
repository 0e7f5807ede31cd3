using System.Diagnostics;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Microsoft.Azure.Functions.Worker.Conformance;

public sealed class ProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("functions-process-");

    [Fact]
    public async Task The_work_of_a_killed_process_is_taken_over_when_its_lease_ends_and_the_crash_counts_as_a_try()
    {
        Site site = await Site.NewAsync();
        (BlobContainerClient reports, Dictionary<string, string?> settings) = await ReportsAsync(site);
        settings["Hang"] = "1.00:00:00";
        using var first = AppProcess.Start(_folder.FullName, settings);
        await site.DropAsync("drop.csv");
        await Eventually.TrueAsync(async () => (await NamesAsync(reports)).Count == 1, "a run in the first process");
        settings.Remove("Hang");
        using var second = AppProcess.Start(_folder.FullName, settings);
        await first.KillAsync();
        long killed = Stopwatch.GetTimestamp();
        await Eventually.TrueAsync(
            async () => (await NamesAsync(reports)).Any(n => n.StartsWith("ended/drop.csv/", StringComparison.Ordinal)), "the run in the second process");
        // The lease of 15 s, and some time for the machine.
        Assert.InRange(Stopwatch.GetElapsedTime(killed).TotalSeconds, 0, 25);
        await second.TerminateAsync();
        IDictionary<string, string> receipt = Assert.Single(await site.ReceiptsAsync("Report")).Value;
        Assert.Equal(("complete", "2"), (receipt["status"], receipt["attempts"]));
        Assert.Equal(3, (await NamesAsync(reports)).Count);
    }

    [Fact]
    public async Task Processes_killed_in_the_middle_of_their_work_lose_no_blob()
    {
        Site site = await Site.NewAsync();
        (BlobContainerClient reports, Dictionary<string, string?> settings) = await ReportsAsync(site);
        string[] blobs = [.. Enumerable.Range(0, 60).Select(i => $"{i:00}.csv")];
        await Parallel.ForEachAsync(blobs, async (blob, _) => await site.DropAsync(blob));
        foreach (int enough in new[] { 1, 10, 25 })
        {
            using var killed = AppProcess.Start(_folder.FullName, settings);
            await Eventually.TrueAsync(async () => (await NamesAsync(reports)).Count >= enough, $"{enough} reports");
            await killed.KillAsync();
        }
        using var last = AppProcess.Start(_folder.FullName, settings);
        await Eventually.TrueAsync(
            async () => (await site.ReceiptsAsync("Report")).Count(r => r.Value["status"] == "complete") == blobs.Length, "a complete receipt for every blob");
        await last.TerminateAsync();
        IEnumerable<string> ended = (await NamesAsync(reports)).Where(n => n.StartsWith("ended/", StringComparison.Ordinal)).Select(n => n.Split('/')[1]);
        Assert.Equal(blobs, ended.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task SIGTERM_lets_the_running_invocation_finish_and_exits_with_zero()
    {
        Site site = await Site.NewAsync();
        (BlobContainerClient reports, Dictionary<string, string?> settings) = await ReportsAsync(site);
        settings["Hang"] = "00:00:02";
        using var app = AppProcess.Start(_folder.FullName, settings);
        await site.DropAsync("drop.csv");
        await Eventually.TrueAsync(async () => (await NamesAsync(reports)).Count == 1, "a run");
        await app.TerminateAsync();
        Assert.Equal(0, app.ExitCode);
        Assert.Equal(2, (await NamesAsync(reports)).Count);
        Assert.Equal("complete", Assert.Single(await site.ReceiptsAsync("Report")).Value["status"]);
    }

    [Fact]
    public async Task The_app_reads_its_settings_files_takes_its_port_from_the_command_line_and_says_what_it_runs()
    {
        Site site = await Site.NewAsync(withBox: false);
        Dictionary<string, string?> values = site.Settings();
        values["LocalHost:FunctionKey"] = "from-the-file";
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "host.json"), """{ "version": "2.0", "functions": ["Echo", "Any"] }""");
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "local.settings.json"),
            JsonSerializer.Serialize(new { IsEncrypted = false, Values = values, Host = new { LocalHttpPort = 1 } }));
        int port = HttpSite.FreePort();
        var variables = new Dictionary<string, string?> { ["LocalHost:FunctionKey"] = "from-the-variable" };
        using var app = AppProcess.Start(_folder.FullName, variables, "--port", $"{port}");
        string address = $"http://127.0.0.1:{port}/";
        string line = $"Host '{site.HostId}' runs Any (blobTrigger), Echo (httpTrigger); HTTP at {address}";
        await Eventually.TrueAsync(() => app.Output.Contains(line, StringComparison.Ordinal), "the start line");
        using var client = new HttpClient();
        using HttpResponseMessage response = await client.PostAsync(new Uri($"{address}api/Echo?code=from-the-variable"), new StringContent("hello"));
        Assert.Equal("hello", await response.Content.ReadAsStringAsync());
        await app.TerminateAsync();
    }

    [Fact]
    public async Task A_wrong_configuration_ends_the_process_with_a_sentence_that_says_what_to_set()
    {
        Site site = await Site.NewAsync(withBox: false);
        Dictionary<string, string?> settings = site.Settings("Any");
        settings["Drops"] = "";
        using var app = AppProcess.Start(_folder.FullName, settings);
        await app.WaitForExitAsync();
        Assert.NotEqual(0, app.ExitCode);
        Assert.Contains("Function 'Any' needs a storage account: set 'Drops'", app.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<(BlobContainerClient Reports, Dictionary<string, string?> Settings)> ReportsAsync(Site site)
    {
        BlobContainerClient reports = site.Service.GetBlobContainerClient($"{site.Box.Name}-reports");
        await reports.CreateAsync();
        Dictionary<string, string?> settings = site.Settings("Report");
        settings["Reports"] = reports.Name;
        return (reports, settings);
    }

    private static async Task<List<string>> NamesAsync(BlobContainerClient container)
    {
        var names = new List<string>();
        await foreach (BlobItem blob in container.GetBlobsAsync())
            names.Add(blob.Name);
        return names;
    }
}
