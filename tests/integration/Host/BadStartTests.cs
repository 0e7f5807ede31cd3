using System.Net.Sockets;

namespace IncDiv.Host.Tests;

/// <summary>A start that fails ends with one sentence that says what to do and exit code 3, and leaves no process running.</summary>
public sealed class BadStartTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private static readonly string App = AppContext.BaseDirectory;

    [Fact]
    public async Task Without_a_folder() => Assert.Equal(
        new Ending(3, "Give the folder of the built functions app: --app FOLDER."), await HostProcess.RunAsync(Settings()));

    [Fact]
    public async Task A_folder_that_is_not_a_functions_app()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(
            new Ending(3, $"{folder.Path} is not a built functions app: it has no worker.config.json. Build functions/ and name its output folder with --app."),
            await HostProcess.RunAsync(Settings(), "--app", folder.Path));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("http")]
    public async Task An_invalid_port(string port) => Assert.Equal(
        new Ending(3, $"'{port}' is not a port: write --port 7071."), await HostProcess.RunAsync(Settings(), "--app", App, "--port", port));

    [Fact]
    public async Task A_port_that_is_taken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        Assert.Equal(
            new Ending(3, $"Port {port} is in use: choose another one with --port."),
            await HostProcess.RunAsync(Settings(), "--app", App, "--port", $"{port}"));
    }

    [Fact]
    public async Task A_host_storage_that_does_not_answer()
    {
        string gone = emulator.ConnectionString.Replace(
            "BlobEndpoint=http://127.0.0.1:", $"BlobEndpoint=http://127.0.0.1:{HostProcess.FreePort()}/", StringComparison.Ordinal);
        Assert.Equal(
            new Ending(3, "The storage that AzureWebJobsStorage names does not answer: start Azurite or correct the setting."),
            await RunAsync(("AzureWebJobsStorage", gone)));
    }

    [Fact]
    public async Task A_host_json_that_is_malformed_or_has_values_that_the_triggers_refuse()
    {
        using var folder = new TemporaryFolder();
        foreach (string file in Directory.EnumerateFiles(App))
            File.CreateSymbolicLink(Path.Combine(folder.Path, Path.GetFileName(file)), file);
        File.CreateSymbolicLink(Path.Combine(folder.Path, ".azurefunctions"), Path.Combine(App, ".azurefunctions"));
        string hostJson = Path.Combine(folder.Path, "host.json");
        File.Delete(hostJson);
        folder.With("host.json", "{ \"version\": }");
        Assert.Equal(
            new Ending(3, $"{hostJson} is not valid JSON: line 1, byte 14."),
            await HostProcess.RunAsync(Settings(), "--app", folder.Path, "--port", $"{HostProcess.FreePort()}"));
        folder.With("host.json", """{ "version": "2.0", "extensions": { "blobs": { "maxDegreeOfParallelism": "many" } } }""");
        (int exitCode, string sentence) = await HostProcess.RunAsync(Settings(), "--app", folder.Path, "--port", $"{HostProcess.FreePort()}");
        Assert.Equal(3, exitCode);
        Assert.Contains("maxDegreeOfParallelism", sentence, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_worker_that_finds_no_storage_is_reported_with_its_own_message()
    {
        static string Endpoint(string service) => $"{service}Endpoint=http://127.0.0.1:{HostProcess.FreePort()}/devstoreaccount1;";
        string gone = $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Convert.ToBase64String(new byte[64])};"
            + Endpoint("Blob") + Endpoint("Table") + Endpoint("Queue");
        (int exitCode, string sentence) = await RunAsync(("PipelineStorage", gone));
        Assert.Equal(3, exitCode);
        Assert.Contains("Connection refused", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "AzureWebJobsStorage",
        null,
        "The setting AzureWebJobsStorage is missing: set it to the connection string of the host's storage, for Azurite UseDevelopmentStorage=true.")]
    [InlineData(
        "PublishSchedule",
        null,
        "The function PublishDuePacks needs the setting PublishSchedule: add it to local.settings.json or to the environment.")]
    [InlineData("PublishSchedule", "", "The function PublishDuePacks needs the setting PublishSchedule: add it to local.settings.json or to the environment.")]
    [InlineData("PublishSchedule", "daily", "The schedule of PublishDuePacks is 'daily': write six fields, like 0 0 7 * * *.")]
    [InlineData("AzureFunctionsJobHost__functionTimeout", "soon", "functionTimeout of host.json is 'soon': write it like 00:10:00.")]
    public async Task A_setting_that_is_missing_or_malformed(string name, string? value, string says) =>
        Assert.Equal(new Ending(3, says), await RunAsync((name, value)));

    [Theory]
    [InlineData("PseudonymKey", "short", "The pseudonym key is neither base64 nor hexadecimal.")]
    [InlineData("RetentionDays", "0", "RetentionDays must be from 1 to 3650.")]
    public async Task A_worker_that_stops_at_its_start_is_reported_with_its_own_message(string name, string value, string word)
    {
        (int exitCode, string sentence) = await RunAsync((name, value));
        Assert.Equal(3, exitCode);
        Assert.StartsWith("The functions app stopped at its start (exit code 3: ", sentence, StringComparison.Ordinal);
        Assert.Contains(word, sentence, StringComparison.Ordinal);
    }

    private Dictionary<string, string?> Settings(params (string, string?)[] changes) => HostProcess.Settings(emulator.ConnectionString, changes);

    private Task<Ending> RunAsync(params (string, string?)[] changes) =>
        HostProcess.RunAsync(Settings(changes), "--app", App, "--port", $"{HostProcess.FreePort()}");
}
