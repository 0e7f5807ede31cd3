namespace IncDiv.Host;

/// <summary>A built functions app: the folder that <c>func start</c> or a deployment runs.</summary>
/// <param name="Path">The full path of the folder.</param>
/// <param name="Executable">The program that runs the worker: <c>dotnet</c>, or the app's own program if it includes .NET.</param>
/// <param name="WorkerPath">The full path of the worker's assembly.</param>
internal sealed record AppFolder(string Path, string Executable, string WorkerPath)
{
    private const string WorkerConfig = "worker.config.json", LocalSettings = "local.settings.json";

    /// <exception cref="HostException">The folder is not a built functions app.</exception>
    public static AppFolder Open(string folder)
    {
        string path = System.IO.Path.GetFullPath(folder);
        using JsonDocument config = Read(path, WorkerConfig) ?? throw new HostException(
            $"{path} is not a built functions app: it has no {WorkerConfig}. Build functions/ and name its output folder with --app.");
        if (Text(config.RootElement, "defaultWorkerPath") is not { } worker || Text(config.RootElement, "defaultExecutablePath") is not { } executable)
            throw new HostException($"{System.IO.Path.Combine(path, WorkerConfig)} does not name a worker: build functions/ again.");
        string workerPath = System.IO.Path.Combine(path, worker);
        if (!File.Exists(workerPath))
            throw new HostException($"{workerPath} is missing: build functions/ again.");
        return new AppFolder(path, executable.Replace("{WorkerRoot}", path + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal), workerPath);
    }

    /// <summary>The settings of host.json as flat keys, in the section that the WebJobs SDK reads.</summary>
    /// <exception cref="HostException">host.json is missing or malformed.</exception>
    public IReadOnlyDictionary<string, string?> HostSettings()
    {
        using JsonDocument host = Read(Path, "host.json") ?? throw new HostException($"{Path} has no host.json: build functions/ again.");
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        Flatten(HostSection.Name, host.RootElement, settings);
        return settings;
    }

    /// <summary>The values of local.settings.json, as <c>func start</c> reads them; none if there is no such file.</summary>
    /// <exception cref="HostException">The file is malformed.</exception>
    public IReadOnlyDictionary<string, string?> LocalValues()
    {
        using JsonDocument? local = Read(Path, LocalSettings);
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (local is not null && local.RootElement.TryGetProperty("Values", out JsonElement element) && element.ValueKind == JsonValueKind.Object)
            foreach (JsonProperty value in element.EnumerateObject())
                values[value.Name] = value.Value.ToString();
        return values;
    }

    private static string? Text(JsonElement config, string name) =>
        config.TryGetProperty("description", out JsonElement description) && description.ValueKind == JsonValueKind.Object
            && description.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonDocument? Read(string folder, string name)
    {
        string path = System.IO.Path.Combine(folder, name);
        if (!File.Exists(path))
            return null;
        try
        {
            var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            var document = JsonDocument.Parse(File.ReadAllText(path), options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw new HostException($"{path} must hold one JSON object.");
        }
        catch (JsonException e)
        {
            throw new HostException($"{path} is not valid JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.", e);
        }
    }

    private static void Flatten(string key, JsonElement element, Dictionary<string, string?> settings)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                    Flatten($"{key}:{property.Name}", property.Value, settings);
                break;
            case JsonValueKind.Array:
                int i = 0;
                foreach (JsonElement item in element.EnumerateArray())
                    Flatten($"{key}:{i++}", item, settings);
                break;
            default:
                settings[key] = element.ToString();
                break;
        }
    }
}
