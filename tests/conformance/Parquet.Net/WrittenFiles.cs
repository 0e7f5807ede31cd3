using System.Text.Json;

namespace Parquet.Conformance;

/// <summary>The table of every type written in every way, and what each of the other readers sees of it: one process a reader.</summary>
public sealed class WrittenFiles : IAsyncLifetime, IDisposable
{
    public static readonly string[] Readers = ["duckdb", "hyparquet", "parquet-wasm"];

    /// <summary>Row group sizes by the name of a layout.</summary>
    public static readonly Dictionary<string, int[]> Layouts = new()
    {
        ["one"] = [EveryType.RowCount],
        ["several"] = [1, 7, 8, 9, 63, 0, 512, 900],
        ["empty group"] = [0],
        ["no group"] = [],
    };

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, Dictionary<string, Dictionary<string, SeenColumn>>> _seen = [];

    public static IEnumerable<string> Names =>
        from method in new[] { CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip }
        from layout in Layouts.Keys
        from dictionary in new[] { "dictionary", "plain" }
        select $"{method}, {layout}, {dictionary}";

    public Dictionary<string, SeenColumn> Seen(string reader, string name) => _seen[reader][PathOf(name)];

    public string PathOf(string name) => _folder[$"{name}.parquet"];

    public async Task InitializeAsync()
    {
        foreach (string name in Names)
        {
            string[] parts = name.Split(", ");
            ParquetOptions options = EveryType.Options(Enum.Parse<CompressionMethod>(parts[0]), parts[2] == "dictionary");
            await using FileStream stream = System.IO.File.Create(PathOf(name));
            await Column.WriteFileAsync(stream, EveryType.Columns(), Layouts[parts[1]], options);
        }
        foreach ((string reader, Task<string> output) in Readers.Select(r => (r, Node.OutputAsync("read.mjs", null, [r, .. Names.Select(PathOf)]))).ToArray())
            _seen[reader] = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, SeenColumn>>>(await output)!;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();
}
