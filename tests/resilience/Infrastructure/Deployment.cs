namespace IncDiv.Resilience.Tests.Infrastructure;

/// <summary>A folder in which <c>infra/azure/deploy.sh</c> runs with an <c>az</c> that records its calls.</summary>
internal sealed class Deployment : IDisposable
{
    private const string Az = """
        #!/usr/bin/env bash
        echo "new=$(printf %s "${INCDIV_NEW_KEY:-}" | base64 -d | wc -c) $*" >> "$FAKE/calls"
        case "$*" in
          "keyvault list"*) cat "$FAKE/vaults" ;;
          "rest --method get"*) [ ! -e "$FAKE/no-list" ] || exit 1; cat "$FAKE/keys" ;;
          "rest --method post"*) if [ -s "$FAKE/codes" ]; then head -n 1 "$FAKE/codes"; sed -i 1d "$FAKE/codes"; fi ;;
          "deployment group show"*) echo name ;;
          "functionapp deployment"*) cp "${@: -1}" "$FAKE/deployed.zip" ;;
          "functionapp show"*) echo /app ;;
        esac
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("incdiv-deploy-").FullName;

    public Deployment()
    {
        Tool("az", Az);
        Tool("sleep", "#!/usr/bin/env bash\n");
        Set("vaults", "/vault\n");
        Set("keys", "mail-password\npseudonym-key-1\n");
        Set("codes", "a-code\n");
        Set("calls", "");
        Directory.CreateDirectory(PathOf("tmp"));
    }

    public string PathOf(string name) => Path.Combine(_folder, name);

    public void Set(string name, string content) => File.WriteAllText(PathOf(name), content);

    /// <summary>Puts a fake tool before those of the machine on the PATH.</summary>
    public void Tool(string name, string script)
    {
        Directory.CreateDirectory(PathOf("bin"));
        Set($"bin/{name}", script);
    }

    public async Task<(int ExitCode, string Said)> RunAsync(params (string Name, string Value)[] settings)
    {
        var start =
            new ProcessStartInfo("bash", ["-c", """chmod +x "$FAKE"/bin/* && exec bash "$0" prod group""", Repository.PathOf("infra/azure/deploy.sh")])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
        start.Environment["PATH"] = $"{PathOf("bin")}:{start.Environment["PATH"]}";
        start.Environment["FAKE"] = _folder;
        start.Environment["TMPDIR"] = PathOf("tmp");
        start.Environment["INCDIV_YES"] = "1";
        start.Environment["INCDIV_ALERT_EMAIL"] = "duty@example.org";
        start.Environment["INCDIV_WEBHOOK"] = "";
        // The folders from which tests run are not changed, and no build server keeps running. The next test run reuses this build.
        start.Environment["ArtifactsPath"] = Repository.PathOf("artifacts/deployment/");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        foreach ((string name, string value) in settings)
            start.Environment[name] = value;
        using Process deploy = Process.Start(start)!;
        string[] said = await Task.WhenAll(deploy.StandardOutput.ReadToEndAsync(), deploy.StandardError.ReadToEndAsync());
        await deploy.WaitForExitAsync();
        return (deploy.ExitCode, string.Concat(said));
    }

    /// <summary>The calls of <c>az</c>, after <c>new=</c> and the length of the new key.</summary>
    public string[] Calls(string command = "") => [.. File.ReadAllLines(PathOf("calls")).Where(c => c.Contains(command, StringComparison.Ordinal))];

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
