namespace IncDiv.Storage.Tests.Parquet;

/// <summary>A file of each of the product's writers, and its content according to each of three other readers.</summary>
public sealed class WrittenFiles : IAsyncLifetime, IDisposable
{
    public static readonly string[] Names =
    [
        "curated workforce", "curated pas", "curated victim-satisfaction", "curated staff-survey", "curated actions",
        "bi workforce", "bi pas", "bi victim-satisfaction", "bi staff-survey", "bridge", "measures",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("incdiv-parquet-");
    private readonly Dictionary<string, WrittenFile> _written = [];
    private readonly Dictionary<string, SeenFile[]> _seen = [];

    internal WrittenFile Written(string name) => _written[name];

    internal SeenFile Seen(string reader, string name) => _seen[reader][Array.IndexOf(Names, name)];

    internal string PathOf(string name) => Path.Combine(_folder.FullName, $"{name}.parquet");

    public async Task InitializeAsync()
    {
        foreach (string name in Names)
        {
            _written[name] = await WrittenFile.WriteAsync(name);
            await File.WriteAllBytesAsync(PathOf(name), _written[name].Bytes);
        }
        foreach (string reader in ParquetReaders.Names)
            _seen[reader] = await ParquetReaders.ReadAsync(reader, ParquetReaders.Detail.Values, [.. Names.Select(PathOf)]);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Delete(recursive: true);
}
