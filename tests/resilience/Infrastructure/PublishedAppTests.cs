using System.Reflection.PortableExecutable;
using static IncDiv.Resilience.Tests.Infrastructure.Sources;

namespace IncDiv.Resilience.Tests.Infrastructure;

/// <summary>The package for Azure has everything that the host needs, and its functions are subscribed to their events.</summary>
public sealed partial class PublishedAppTests(PublishedApp app) : IClassFixture<PublishedApp>
{
    [Fact]
    public void The_package_holds_what_the_host_reads_and_nobodys_settings()
    {
        string[] read =
        [
            "host.json", "functions.metadata", "extensions.json", "worker.config.json", ".azurefunctions/function.deps.json",
            "IncDiv.Functions.dll", "IncDiv.Functions.runtimeconfig.json",
        ];
        foreach (string file in read)
            Assert.True(File.Exists(Path.Combine(app.Folder, file)), file);
        Assert.Empty(Directory.EnumerateFiles(app.Folder, "*.settings.json", SearchOption.AllDirectories));
        Assert.Contains(
            """<None Update="local.settings.json" CopyToOutputDirectory="PreserveNewest" CopyToPublishDirectory="Never" />""",
            Read("functions/IncDiv.Functions.csproj"),
            StringComparison.Ordinal);
        Assert.Equal(Read("functions/host.json"), File.ReadAllText(Path.Combine(app.Folder, "host.json")));
        using JsonDocument worker = Json("worker.config.json");
        string start = worker.RootElement.GetProperty("description").GetProperty("defaultWorkerPath").GetString()!;
        Assert.True(File.Exists(Path.Combine(app.Folder, start)), start);
    }

    [Fact]
    public void The_package_holds_the_extension_of_every_trigger()
    {
        using JsonDocument extensions = Json("extensions.json");
        JsonElement[] all = [.. extensions.RootElement.GetProperty("extensions").EnumerateArray()];
        Assert.Subset(all.Select(e => e.GetProperty("name").GetString()!).ToHashSet(), new HashSet<string> { "AzureStorageBlobs", "AzureStorageQueues" });
        Assert.All(all, e => Assert.True(File.Exists(Path.Combine(app.Folder, e.GetProperty("hintPath").GetString()!)), e.GetProperty("name").GetString()));
    }

    [Fact]
    public void The_package_names_every_function() => Assert.Equal(
        FunctionSources().SelectMany(f => Function().Matches(f).Select(m => m.Groups[1].Value)).Order(StringComparer.Ordinal),
        app.Functions.Keys.Order(StringComparer.Ordinal));

    // An assembly that is compiled ahead of time contains native code.
    [Fact]
    public void The_package_is_compiled_ahead()
    {
        string[] assemblies =
            ["IncDiv.Functions.dll", "IncDiv.Workflows.dll", "Azure.Storage.Blobs.dll", "Microsoft.Azure.Functions.Worker.Core.dll"];
        foreach (string assembly in assemblies)
        {
            using var reader = new PEReader(File.OpenRead(Path.Combine(app.Folder, assembly)));
            Assert.True(reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0, assembly);
        }
    }

    [Fact]
    public void Every_feed_has_a_function_for_drops_in_its_folder()
    {
        string[] missing = [.. ContractSet.Embedded.Feeds.Feeds.Select(f => $"drops/{f.Name}/{{name}}").Except(app.Functions.Values.OfType<string>())];
        Assert.True(missing.Length == 0, $"No function in functions/Ingest has the blob trigger {string.Join(", ", missing)}: copy one for each.");
        string[] unknown = [.. app.Functions.Values.OfType<string>().Where(p => p.StartsWith("drops/", StringComparison.Ordinal))
            .Except(ContractSet.Embedded.Feeds.Feeds.Select(f => $"drops/{f.Name}/{{name}}"))];
        Assert.True(unknown.Length == 0, $"No feed has the folder of {string.Join(", ", unknown)}.");
    }

    // An event for a function that does not exist is answered with 202 and lost.
    [Fact]
    public void Every_blob_function_is_subscribed_to_the_events_of_its_own_folder_and_nothing_else_is()
    {
        var expected = app.Functions.Where(f => f.Value is not null)
            .Select(f => (f.Key, $"/blobServices/default/containers/{BlobPath().Replace(f.Value!, "$1/blobs/$2")}")).Order();
        var subscribed = app.Calls.Select(c => Subscription().Match(c)).Where(m => m.Success).ToList();
        Assert.Equal(expected, subscribed.Select(m => (m.Groups[1].Value, m.Groups[3].Value)).Order());
        Assert.All(subscribed, m => Assert.Equal(m.Groups[1].Value, m.Groups[2].Value));
    }

    [Fact]
    public void Alerts_and_the_runbook_name_existing_functions()
    {
        string[] inAlerts = [.. Regex.Matches(Module("monitoring"), "name == \"(\\w+)\"").Select(m => m.Groups[1].Value)];
        Assert.NotEmpty(inAlerts);
        Assert.Empty(inAlerts.Except(app.Functions.Keys));
        string[] inRunbook =
        [
            .. Regex.Matches(Read("docs/operations.md").Split("## Moving parts")[1].Split("\n## ")[0], @"^\| (`.*?`) \|", RegexOptions.Multiline)
                .SelectMany(m => m.Groups[1].Value.Split(", ")).Select(f => f.Trim('`')),
        ];
        Assert.Equal(app.Functions.Keys.Order(StringComparer.Ordinal), inRunbook.Order(StringComparer.Ordinal));
    }

    private JsonDocument Json(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(app.Folder, file)));

    [GeneratedRegex(@"\[Function\(nameof\((\w+)\)\)\]")]
    private static partial Regex Function();

    [GeneratedRegex(@"^([a-z-]+)/([^{]*)\{.*$")]
    private static partial Regex BlobPath();

    [GeneratedRegex(@" eventgrid .* --name (\w+) .*functionName=Host\.Functions\.(\w+)&code=a-code .* --subject-begins-with (\S+) ")]
    private static partial Regex Subscription();
}
