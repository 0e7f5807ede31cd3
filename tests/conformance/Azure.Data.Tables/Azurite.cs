using IncDiv.Local;

namespace Azure.Data.Tables.Conformance;

/// <summary>One emulator for the whole assembly; every test makes a table of its own in it.</summary>
public sealed class Azurite : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tables-conformance-");
    private AzuriteProcess? _process;

    public string ConnectionString => _process!.ConnectionString;

    public Uri TableEndpoint => new(Setting("TableEndpoint"));

    public TableSharedKeyCredential SharedKey => new(Setting("AccountName"), AccountKey);

    public string AccountKey => Setting("AccountKey");

    public async Task InitializeAsync() => _process = await AzuriteProcess.StartAsync(_folder.FullName, CancellationToken.None);

    public async Task DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public async Task<TableClient> NewTableAsync(TableClientOptions? options = null)
    {
        var table = new TableClient(ConnectionString, NewName(), options);
        await table.CreateAsync();
        return table;
    }

    public static string NewName() => $"t{Guid.NewGuid():N}";

    private string Setting(string name) => ConnectionString.Split(';').Select(pair => pair.Split('=', 2)).Single(pair => pair[0] == name)[1];
}
