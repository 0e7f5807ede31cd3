using System.Globalization;
using System.Text.Json;

namespace IncDiv.Integration.Tests;

/// <summary>Asks DuckDB, which reads our files with its own reader.</summary>
internal static class DuckDb
{
    public static async Task<string?[][]> QueryAsync(string statement)
    {
        Outcome outcome = await Command.NodeAsync(
            JsonSerializer.Serialize(new[] { statement }), Repository.PathOf("tests/conformance/Parquet.Net/sql.mjs"));
        Assert.True(outcome.ExitCode == 0, outcome.Messages);
        return JsonSerializer.Deserialize<string?[][][]>(outcome.Output)![0];
    }

    /// <summary>All rows of measures, to be picked from by their keys.</summary>
    public static async Task<MeasuresTable> MeasuresAsync(string file)
    {
        string?[][] rows = await QueryAsync(
            $"SELECT measure_id, breakdown, \"group\", comparator, statistic, \"window\", value, n, symbol FROM read_parquet('{file}')");
        return new MeasuresTable(rows.ToDictionary(
            r => (r[0]!, r[1]!, r[2]!, r[3]!, r[4]!, r[5]!), r => (Number(r[6]), (int?)Number(r[7]), r[8]!)));
    }

    private static double? Number(string? text) => text is null ? null : double.Parse(text, CultureInfo.InvariantCulture);
}
