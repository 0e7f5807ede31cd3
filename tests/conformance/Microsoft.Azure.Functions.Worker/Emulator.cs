using IncDiv.Local;

namespace Microsoft.Azure.Functions.Worker.Conformance;

/// <summary>One Azurite for the whole assembly. It ends with this process, which holds its standard input open.</summary>
internal static class Emulator
{
    private static readonly Lazy<Task<AzuriteProcess>> Running = new(StartAsync);

    public static async Task<string> ConnectionStringAsync() => (await Running.Value).ConnectionString;

    private static Task<AzuriteProcess> StartAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("functions-conformance-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return AzuriteProcess.StartAsync(folder.FullName, CancellationToken.None);
    }
}
