namespace IncDiv.Host.Tests;

public sealed class AppFolderTests
{
    private const string Worker = """{ "description": { "defaultExecutablePath": "{WorkerRoot}App", "defaultWorkerPath": "App.dll" } }""";

    [Fact]
    public void A_built_app_names_its_worker_and_what_runs_it()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("worker.config.json", Worker).With("App.dll", "");
        AppFolder app = AppFolder.Open(folder.Path);
        Assert.Equal((Path.Combine(folder.Path, "App"), Path.Combine(folder.Path, "App.dll")), (app.Executable, app.WorkerPath));
    }

    [Theory]
    [InlineData(null, "is not a built functions app: it has no worker.config.json. Build functions/ and name its output folder with --app.")]
    [InlineData("{", "is not valid JSON: line 1, byte 2.")]
    [InlineData("[]", "must hold one JSON object.")]
    [InlineData("{}", "does not name a worker: build functions/ again.")]
    [InlineData(Worker, "App.dll is missing: build functions/ again.")]
    public void A_folder_that_is_not_a_built_app_is_refused_with_a_remedy(string? workerConfig, string says)
    {
        using var folder = new TemporaryFolder();
        if (workerConfig is not null)
            folder.With("worker.config.json", workerConfig);
        Assert.EndsWith(says, Assert.Throws<HostException>(() => AppFolder.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_of_host_json_are_flat_below_the_section_of_the_job_host()
    {
        using TemporaryFolder folder = App().With(
            "host.json",
            """{ "version": "2.0", "extensions": { "blobs": { "maxDegreeOfParallelism": 8 } }, "list": [true, "x"] } // comments are allowed""");
        IReadOnlyDictionary<string, string?> settings = AppFolder.Open(folder.Path).HostSettings();
        Assert.Equal("8", settings["AzureFunctionsJobHost:extensions:blobs:maxDegreeOfParallelism"]);
        Assert.Equal(("True", "x"), (settings["AzureFunctionsJobHost:list:0"], settings["AzureFunctionsJobHost:list:1"]));
    }

    [Theory]
    [InlineData("{ \"version\": }", "is not valid JSON: line 1, byte 14.")]
    [InlineData("\"2.0\"", "must hold one JSON object.")]
    public void A_malformed_host_json_is_reported_with_its_position(string host, string says)
    {
        using TemporaryFolder folder = App().With("host.json", host);
        Assert.EndsWith(says, Assert.Throws<HostException>(() => AppFolder.Open(folder.Path).HostSettings()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Local_settings_are_read_if_there_are_any()
    {
        using TemporaryFolder folder = App();
        Assert.Empty(AppFolder.Open(folder.Path).LocalValues());
        folder.With("local.settings.json", """{ "IsEncrypted": false, "Values": { "PipelineStorage": "UseDevelopmentStorage=true" } }""");
        Assert.Equal("UseDevelopmentStorage=true", AppFolder.Open(folder.Path).LocalValues()["pipelinestorage"]);
    }

    private static TemporaryFolder App() => new TemporaryFolder().With("worker.config.json", Worker).With("App.dll", "");
}
