namespace IncDiv.Resilience.Tests.Schedules;

/// <summary>Azurite with its data on disk and many accounts. It can be stopped and started again.</summary>
internal sealed partial class Emulator : IAsyncDisposable
{
    /// <summary>Schedules that one emulator can hold.</summary>
    public const int Accounts = 10;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("incdiv-storm-");
    private AzuriteProcess _azurite = null!;

    private Emulator()
    {
    }

    public int BlobPort { get; private set; }

    public int TablePort { get; private set; }

    public static async Task<Emulator> StartAsync()
    {
        var emulator = new Emulator();
        await emulator.StartAzuriteAsync();
        return emulator;
    }

    public async Task RestartAsync()
    {
        await _azurite.DisposeAsync();
        await StartAzuriteAsync();
    }

    /// <summary>A connection string for one of its accounts.</summary>
    public string Account(int account) => _azurite.ConnectionStringOf(Name(account));

    /// <summary>The same connection string for proxies on these ports.</summary>
    public string Account(int account, int blobPort, int tablePort) => Account(account)
        .Replace($":{BlobPort}/", $":{blobPort}/", StringComparison.Ordinal).Replace($":{TablePort}/", $":{tablePort}/", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await _azurite.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private async Task StartAzuriteAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(_data.FullName, CancellationToken.None, Enumerable.Range(0, Accounts).Select(Name));
        BlobPort = PortOf("Blob");
        TablePort = PortOf("Table");
    }

    private int PortOf(string service) => int.Parse(
        Ports().Matches(_azurite.ConnectionString).Single(m => m.Groups[1].Value == service).Groups[2].ValueSpan,
        NumberStyles.None,
        CultureInfo.InvariantCulture);

    private static string Name(int account) => string.Create(CultureInfo.InvariantCulture, $"storm{account}");

    [GeneratedRegex("(Blob|Table)Endpoint=http://127.0.0.1:([0-9]+)/")]
    private static partial Regex Ports();
}
