using System.Text.Json;

namespace IncDiv.Local;

/// <summary>The subscription of a function to events of new blobs, like a deployment's subscription to Event Grid.</summary>
/// <param name="Prefix">How the names of the blobs begin.</param>
internal sealed record BlobSubscription(string Function, string Container, string Prefix)
{
    /// <summary>The subscriptions of the blob triggers of a built app.</summary>
    /// <param name="app">The folder of the app, with its <c>functions.metadata</c>.</param>
    /// <exception cref="LocalMachineException">The folder is not a built functions app.</exception>
    public static IReadOnlyList<BlobSubscription> ReadFrom(string app)
    {
        string file = Path.Combine(app, "functions.metadata");
        if (!File.Exists(file))
            throw new LocalMachineException($"{app} is not a built functions app: it has no functions.metadata.");
        using JsonDocument functions = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. from function in functions.RootElement.EnumerateArray()
                   from binding in function.GetProperty("bindings").EnumerateArray()
                   where binding.GetProperty("type").GetString() == "blobTrigger"
                       && binding.TryGetProperty("source", out JsonElement source) && source.GetString() == "EventGrid"
                   select Create(function.GetProperty("name").GetString()!, binding.GetProperty("path").GetString()!)];
    }

    // For example, drops/pas/{name} means all blobs in the container drops whose names begin with pas/.
    private static BlobSubscription Create(string function, string path)
    {
        string[] parts = path.Split('/', 2);
        return new BlobSubscription(function, parts[0], parts.Length == 1 ? "" : parts[1].Split('{')[0]);
    }
}
