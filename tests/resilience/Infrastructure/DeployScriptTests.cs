namespace IncDiv.Resilience.Tests.Infrastructure;

/// <summary>Runs <c>infra/azure/deploy.sh</c> with an <c>az</c> that records its calls. If the build is not under test, a fake <c>dotnet</c> provides a small
/// package. <see cref="PublishedAppTests"/> runs the complete real build.</summary>
public sealed class DeployScriptTests : IDisposable
{
    private const string Dotnet = """
        #!/usr/bin/env bash
        echo "CI=$CI $*" >> "$FAKE/builds"
        [ "$(wc -l < "$FAKE/calls")" = 0 ] || exit 1
        while [ "$1" != --output ]; do shift; done
        mkdir -p "$2"
        cp "$FAKE/functions.metadata" "$2"
        touch "$2.zip"
        """;

    private const string Metadata = """
        [
          {
            "name": "Ingest",
            "scriptFile": "App.dll",
            "bindings": [
              {
                "name": "drop",
                "type": "blobTrigger",
                "path": "drops/feed/{name}"
              }
            ]
          }
        ]
        """;

    private readonly Deployment _deployment = new();

    public DeployScriptTests()
    {
        _deployment.Tool("dotnet", Dotnet);
        _deployment.Set("functions.metadata", Metadata);
    }

    public void Dispose() => _deployment.Dispose();

    [Fact]
    public async Task The_build_is_that_of_CI_and_runs_before_anything_else()
    {
        Assert.Equal(0, await DeployAsync());
        Assert.StartsWith(
            "CI=true publish ../../functions --configuration Release ",
            Assert.Single(File.ReadAllLines(_deployment.PathOf("builds"))),
            StringComparison.Ordinal);
        int[] order =
        [
            .. new[] { "deployment group what-if", "deployment group create", "functionapp deployment", "eventgrid" }.Select(
                c => Array.FindIndex(_deployment.Calls(), l => l.Contains(c, StringComparison.Ordinal))),
        ];
        Assert.DoesNotContain(-1, order);
        Assert.Equal(order.Order(), order);
    }

    // The real build, which cannot write its output.
    [Fact]
    public async Task A_failed_build_changes_nothing()
    {
        File.Delete(_deployment.PathOf("bin/dotnet"));
        (int exitCode, string said) = await _deployment.RunAsync(("ArtifactsPath", "/dev/null/artifacts/"));
        Assert.NotEqual(0, exitCode);
        Assert.Contains("/dev/null/artifacts", said, StringComparison.Ordinal);
        Assert.Empty(_deployment.Calls());
    }

    [Theory]
    [InlineData("\n", " ")]
    [InlineData("drops/feed/{name}", "{container}/{name}")]
    [InlineData("drops/feed/{name}", "%Container%/{name}")]
    [InlineData("blobTrigger", "timerTrigger")]
    public async Task Triggers_that_cannot_be_read_change_nothing(string property, string unlike)
    {
        _deployment.Set("functions.metadata", Metadata.Replace(property, unlike, StringComparison.Ordinal));
        Assert.NotEqual(0, await DeployAsync());
        Assert.Empty(_deployment.Calls());
    }

    [Fact]
    public async Task An_existing_key_is_kept()
    {
        Assert.Equal(0, await DeployAsync());
        Assert.All(_deployment.Calls(), c => Assert.StartsWith("new=0 ", c, StringComparison.Ordinal));
        Assert.Single(_deployment.Calls("eventgrid"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_deployment.PathOf("tmp")));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("/vault\n", "pseudonym-key-10\npseudonym-key-0\n")]
    public async Task A_key_is_created_only_if_the_vault_does_not_exist_or_has_no_key_with_that_id(string vaults, string keys)
    {
        _deployment.Set("vaults", vaults);
        _deployment.Set("keys", keys);
        Assert.Equal(0, await DeployAsync());
        Assert.Equal(
            2,
            _deployment.Calls("deployment group what-if").Concat(_deployment.Calls("deployment group create")).Count(
                c => c.StartsWith("new=32 ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_vault_that_does_not_answer_gets_no_new_key_and_nothing_is_deployed()
    {
        _deployment.Set("no-list", "");
        Assert.NotEqual(0, await DeployAsync());
        Assert.Empty(_deployment.Calls("deployment"));
    }

    [Fact]
    public async Task With_two_vaults_neither_is_used()
    {
        _deployment.Set("vaults", "/vault\n/other\n");
        Assert.NotEqual(0, await DeployAsync());
        Assert.Empty(_deployment.Calls("deployment"));
    }

    [Fact]
    public async Task The_script_waits_for_the_key_of_the_event_webhook()
    {
        _deployment.Set("codes", "None\n\na-code\n");
        Assert.Equal(0, await DeployAsync());
        Assert.Contains("&code=a-code ", Assert.Single(_deployment.Calls("eventgrid")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_key_of_the_event_webhook_nothing_is_subscribed()
    {
        _deployment.Set("codes", "");
        Assert.NotEqual(0, await DeployAsync());
        Assert.Equal(30, _deployment.Calls("rest --method post").Length);
        Assert.Empty(_deployment.Calls("eventgrid"));
    }

    private async Task<int> DeployAsync() => (await _deployment.RunAsync()).ExitCode;
}
