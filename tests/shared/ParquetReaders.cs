using DuckDB.NET.Data;

namespace IncDiv.Tests;

/// <summary>A column as one reader sees it: its type, and its values in the text form of <see cref="ParquetReaders.Spell"/>.</summary>
internal sealed record SeenColumn(string Type, string?[] Values);

/// <summary>A file as a reader sees it.</summary>
internal sealed record SeenFile(Dictionary<string, SeenColumn> Columns, Dictionary<string, string> Metadata);

/// <summary>Three readers of Parquet that share no code with ours or with each other: DuckDB (C++), hyparquet (JavaScript) and parquet-wasm (Rust).</summary>
internal static class ParquetReaders
{
    /// <summary>How values are returned: individually, or as one hash per column for files with millions of values.</summary>
    public enum Detail { Values, Hashes }

    public static readonly string[] Names = ["duckdb", "hyparquet", "parquet-wasm"];

    /// <summary>The content of the files according to one of the readers, in the order of the files.</summary>
    public static Task<SeenFile[]> ReadAsync(string reader, Detail detail, IReadOnlyList<string> files) =>
        reader == "duckdb" ? ReadByDuckDbAsync(detail, files) : ReadByNodeAsync(reader, detail, files);

    /// <summary>The same text form for a value from any reader. Floating-point values are written as bits, so that nothing is rounded.</summary>
    public static string? Spell(object? value) => value switch
    {
        null or DBNull => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        int whole => whole.ToString(CultureInfo.InvariantCulture),
        double number => BitConverter.DoubleToUInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture),
        DateOnly day => (day.DayNumber - new DateOnly(1970, 1, 1).DayNumber).ToString(CultureInfo.InvariantCulture),
        Guid uuid => uuid.ToString("N"),
        _ => throw new NotSupportedException($"A {value.GetType().Name} has no spelling here."),
    };

    private static async Task<SeenFile[]> ReadByDuckDbAsync(Detail detail, IReadOnlyList<string> files)
    {
        await using var database = new DuckDBConnection("DataSource=:memory:");
        await database.OpenAsync();
        var seen = new List<SeenFile>();
        foreach (string file in files)
        {
            await using DuckDBCommand command = database.CreateCommand();
            // A folder named quarter=… would be read as an additional column.
            command.CommandText = $"SELECT * FROM read_parquet('{file}', hive_partitioning = false)";
            await using DuckDBDataReader reader = command.ExecuteReader();
            int columns = reader.FieldCount;
            List<string?>[] values = [.. Enumerable.Range(0, columns).Select(_ => new List<string?>())];
            while (reader.Read())
                for (int i = 0; i < columns; i++)
                    values[i].Add(Spell(reader.GetValue(i)));
            var metadata = (await DuckDb.QueryAsync($"SELECT decode(key), decode(value) FROM parquet_kv_metadata('{file}')"))
                .ToDictionary(r => r[0]!, r => r[1]!);
            seen.Add(new SeenFile(Enumerable.Range(0, columns).ToDictionary(
                reader.GetName,
                i => new SeenColumn(TypeOf(reader.GetDataTypeName(i)), detail == Detail.Values ? [.. values[i]] : [Hash(values[i])])), metadata));
        }
        return [.. seen];
    }

    private static string TypeOf(string duckDbType) => duckDbType.ToUpperInvariant() switch
    {
        "BOOLEAN" => "bool",
        "INTEGER" => "int32",
        "DOUBLE" => "double",
        "VARCHAR" => "string",
        "UUID" => "uuid",
        "DATE" => "date",
        var other => other,
    };

    private static string Hash(IEnumerable<string?> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string? value in values)
            // The length separates one value from the next.
            hash.AppendData(Encoding.UTF8.GetBytes(value is null ? "-;" : $"{Encoding.UTF8.GetByteCount(value)}:{value};"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task<SeenFile[]> ReadByNodeAsync(string reader, Detail detail, IReadOnlyList<string> files)
    {
        string folder = Repository.PathOf("tests/integration/Storage/Parquet");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "hyparquet")))
            throw new InvalidOperationException($"The readers are not installed: run 'npm ci' in {folder}.");
        var start = new ProcessStartInfo("node", [Path.Combine(folder, "read.mjs"), reader, detail.ToString(), .. files])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("node could not be started.");
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<SeenFile[]>(await output, JsonSerializerOptions.Web)!
            : throw new InvalidOperationException($"{reader} failed: {await error}");
    }
}
