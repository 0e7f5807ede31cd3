using Key = (string Id, string Breakdown, string Group, string Comparator, string Statistic, string Window);

namespace IncDiv.Integration.Tests;

/// <summary>Rows of a measures table by their key.</summary>
internal sealed class MeasuresTable(IReadOnlyDictionary<Key, (double? Value, int? N, string Symbol)> rows)
{
    public IReadOnlyDictionary<Key, (double? Value, int? N, string Symbol)> All => rows;

    public (double? Value, int? N, string Symbol) Level(string id, string breakdown, string group, string window) =>
        rows[(id, breakdown, group, "", "level", window)];

    public (double? Value, int? N, string Symbol) Gap(string id, string breakdown, string group, string comparator, string window) =>
        rows[(id, breakdown, group, comparator, "gap", window)];
}
