using Key = (string Id, string Breakdown, string Group, string Comparator, string Statistic, string Window);

namespace IncDiv.Acceptance.Tests;

/// <summary>Rows of a measures table by their key.</summary>
internal sealed class MeasuresTable(IReadOnlyDictionary<Key, (double? Value, int? N, string Symbol)> rows)
{
    public IReadOnlyDictionary<Key, (double? Value, int? N, string Symbol)> All => rows;

    /// <summary>All rows of a file, as DuckDB reads them.</summary>
    public static async Task<MeasuresTable> ReadAsync(string file)
    {
        string?[][] rows = await DuckDb.QueryAsync(
            $"SELECT measure_id, breakdown, \"group\", comparator, statistic, \"window\", value, n, symbol FROM read_parquet('{file}')");
        return new MeasuresTable(rows.ToDictionary(
            r => (r[0]!, r[1]!, r[2]!, r[3]!, r[4]!, r[5]!), r => (Number(r[6]), (int?)Number(r[7]), r[8]!)));
    }

    public (double? Value, int? N, string Symbol) Level(string id, string breakdown, string group, string window) =>
        rows[(id, breakdown, group, "", "level", window)];

    public (double? Value, int? N, string Symbol) Gap(string id, string breakdown, string group, string comparator, string window) =>
        rows[(id, breakdown, group, comparator, "gap", window)];

    private static double? Number(string? text) => text is null ? null : double.Parse(text, CultureInfo.InvariantCulture);
}
