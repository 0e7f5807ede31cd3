using System.Globalization;
using System.Text.RegularExpressions;
using IncDiv.Local;

namespace IncDiv.Resilience.Tests.Schedules;

/// <summary>Azurite with its data on disk, many accounts, and a way to stop and start it again.</summary>
internal sealed partial class Emulator : IAsyncDisposable
{
    /// <summary>Schedules that one emulator can hold.</summary>
    public const int Accounts = 10;

    private static readonly string Key = Convert.ToBase64String(new byte[64]);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("incdiv-storm-");
    private AzuriteProcess _azurite = null!;

    private Emulator()
    {
    }

    public int BlobPort { get; private set; }

    public int TablePort { get; private set; }

    public static async Task<Emulator> StartAsync()
    {
        // Azurite takes its accounts from its environment, which is ours.
        Environment.SetEnvironmentVariable("AZURITE_ACCOUNTS", string.Join(';', Enumerable.Range(0, Accounts).Select(n => $"{Name(n)}:{Key}")));
        var emulator = new Emulator();
        await emulator.StartAzuriteAsync();
        return emulator;
    }

    public async Task RestartAsync()
    {
        await _azurite.DisposeAsync();
        await StartAzuriteAsync();
    }

    /// <summary>A connection string for one of its accounts, with queues.</summary>
    public string Account(int account) => string.Create(
        CultureInfo.InvariantCulture, $"{ConnectionString(account, BlobPort, TablePort)}QueueEndpoint=http://127.0.0.1:{PortOf("Queue")}/{Name(account)};");

    /// <summary>A connection string for one of its accounts through whatever listens on these ports.</summary>
    public static string ConnectionString(int account, int blobPort, int tablePort) => string.Create(
        CultureInfo.InvariantCulture,
        $"DefaultEndpointsProtocol=http;AccountName={Name(account)};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{blobPort}/{Name(account)};TableEndpoint=http://127.0.0.1:{tablePort}/{Name(account)};");

    public async ValueTask DisposeAsync()
    {
        await _azurite.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private async Task StartAzuriteAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(_data.FullName, CancellationToken.None);
        BlobPort = PortOf("Blob");
        TablePort = PortOf("Table");
    }

    private int PortOf(string service) => int.Parse(
        Ports().Matches(_azurite.ConnectionString).Single(m => m.Groups[1].Value == service).Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Name(int account) => string.Create(CultureInfo.InvariantCulture, $"storm{account}");

    [GeneratedRegex("(Blob|Queue|Table)Endpoint=http://127.0.0.1:([0-9]+)/")]
    private static partial Regex Ports();
}
