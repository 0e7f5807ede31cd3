using System.Data.Common;
using System.Numerics;
using DuckDB.NET.Data;

namespace IncDiv.Tests;

/// <summary>Runs SQL in DuckDB, which is independent of this product.</summary>
internal static class DuckDb
{
    /// <summary>The rows of each statement, run in order in one database; values as text.</summary>
    public static async Task<string?[][][]> RunAsync(params IEnumerable<string> statements)
    {
        await using var database = new DuckDBConnection("DataSource=:memory:");
        await database.OpenAsync();
        var results = new List<string?[][]>();
        foreach (string statement in statements)
        {
            await using DuckDBCommand command = database.CreateCommand();
            command.CommandText = statement;
            await using DbDataReader reader = await command.ExecuteReaderAsync();
            var rows = new List<string?[]>();
            while (await reader.ReadAsync())
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))]);
            results.Add([.. rows]);
        }
        return [.. results];
    }

    /// <summary>The rows of one statement.</summary>
    public static async Task<string?[][]> QueryAsync(string statement) => (await RunAsync(statement))[0];

    private static string? Text(object value) => value switch
    {
        DBNull => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or BigInteger or Guid =>
            ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"A {value.GetType().Name} has no spelling here: cast it to VARCHAR."),
    };
}
