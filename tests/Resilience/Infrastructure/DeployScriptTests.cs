using System.Diagnostics;

namespace IncDiv.Resilience.Tests.Infrastructure;

/// <summary>Runs <c>infra/azure/deploy.sh</c> with an <c>az</c> that writes down how it was called.</summary>
public sealed class DeployScriptTests : IDisposable
{
    private const string Az = """
        #!/usr/bin/env bash
        echo "new=$(printf %s "${INCDIV_NEW_KEY:-}" | base64 -d | wc -c) $*" >> "$FAKE/calls"
        case "$*" in
          "keyvault list"*) cat "$FAKE/vaults" ;;
          "rest --method get"*) [ ! -e "$FAKE/no-list" ] || exit 1; cat "$FAKE/keys" ;;
          "rest --method post"*) if [ -s "$FAKE/codes" ]; then head -n 1 "$FAKE/codes"; sed -i 1d "$FAKE/codes"; fi ;;
          "deployment group show"*) echo name ;;
          "functionapp show"*) echo /app ;;
        esac
        """;

    private readonly string _fake = Directory.CreateTempSubdirectory("incdiv-deploy-").FullName;

    public DeployScriptTests()
    {
        Set("az", Az);
        Set("dotnet", "#!/usr/bin/env bash\nmkdir -p \"${@: -1}\"\n");
        Set("zip", "#!/usr/bin/env bash\n");
        Set("sleep", "#!/usr/bin/env bash\n");
        Set("vaults", "/vault\n");
        Set("keys", "mail-password\npseudonym-key-1\n");
        Set("codes", "a-code\n");
        Directory.CreateDirectory(Path.Combine(_fake, "tmp"));
    }

    public void Dispose() => Directory.Delete(_fake, recursive: true);

    [Fact]
    public async Task A_key_that_is_there_is_kept()
    {
        Assert.Equal(0, await DeployAsync());
        Assert.All(Calls(), c => Assert.StartsWith("new=0 ", c, StringComparison.Ordinal));
        Assert.Equal(6, Calls("eventgrid").Length);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_fake, "tmp")));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("/vault\n", "pseudonym-key-10\npseudonym-key-0\n")]
    public async Task A_key_is_made_only_where_the_vault_is_not_there_yet_or_lists_none_of_that_id(string vaults, string keys)
    {
        Set("vaults", vaults);
        Set("keys", keys);
        Assert.Equal(0, await DeployAsync());
        Assert.Equal(2, Calls("deployment group what-if").Concat(Calls("deployment group create")).Count(c => c.StartsWith("new=32 ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_vault_that_does_not_answer_gets_no_new_key_and_nothing_is_deployed()
    {
        Set("no-list", "");
        Assert.NotEqual(0, await DeployAsync());
        Assert.Empty(Calls("deployment"));
    }

    [Fact]
    public async Task Of_two_vaults_none_is_taken()
    {
        Set("vaults", "/vault\n/other\n");
        Assert.NotEqual(0, await DeployAsync());
        Assert.Empty(Calls("deployment"));
    }

    [Fact]
    public async Task The_key_of_the_event_webhook_is_waited_for()
    {
        Set("codes", "None\n\na-code\n");
        Assert.Equal(0, await DeployAsync());
        Assert.Equal(6, Calls("eventgrid").Count(c => c.Contains("&code=a-code ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_the_key_of_the_event_webhook_nothing_is_subscribed()
    {
        Set("codes", "");
        Assert.NotEqual(0, await DeployAsync());
        Assert.Equal(30, Calls("rest --method post").Length);
        Assert.Empty(Calls("eventgrid"));
    }

    private async Task<int> DeployAsync()
    {
        var start = new ProcessStartInfo("bash", ["-c", """chmod +x "$FAKE"/{az,dotnet,zip,sleep} && exec bash "$0" prod group""", Repository.PathOf("infra/azure/deploy.sh")]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{_fake}:{start.Environment["PATH"]}";
        start.Environment["FAKE"] = _fake;
        start.Environment["TMPDIR"] = Path.Combine(_fake, "tmp");
        start.Environment["INCDIV_YES"] = "1";
        start.Environment["INCDIV_ALERT_EMAIL"] = "duty@example.org";
        start.Environment["INCDIV_WEBHOOK"] = "";
        using Process deploy = Process.Start(start)!;
        await Task.WhenAll(deploy.StandardOutput.ReadToEndAsync(), deploy.StandardError.ReadToEndAsync(), deploy.WaitForExitAsync());
        return deploy.ExitCode;
    }

    private string[] Calls(string command = "") => [.. File.ReadAllLines(Path.Combine(_fake, "calls")).Where(c => c.Contains(command, StringComparison.Ordinal))];

    private void Set(string name, string content) => File.WriteAllText(Path.Combine(_fake, name), content);
}
