using IncDiv.Anonymisation.KAnonymity;
using IncDiv.Contracts.Microdata;
using IncDiv.Contracts.Rows;

namespace IncDiv.Anonymisation.Tests.Microdata;

/// <summary>Tables that are small enough to check by hand or exhaustively.</summary>
internal static class SmallTable
{
    /// <summary>A hierarchy with one row per value, from the value itself to the coarsest level. Blank is Unknown on every level below '*'.</summary>
    public static Hierarchy Hierarchy(string name, params string[][] paths) => new ListedHierarchy(
        name, 1, [.. paths[0].Select((_, level) => $"level {level}")],
        [[.. paths[0].Select(v => v == "*" ? "*" : IncDiv.Contracts.Microdata.Hierarchy.Unknown)], .. paths]);

    public static QuasiHistogram Histogram(
        IReadOnlyList<QuasiIdentifier> quasi, IReadOnlyList<string?[]> rows, CuratedColumn? sensitive = null, int capacity = 1 << 21)
    {
        var histogram = new QuasiHistogram(quasi, sensitive is null ? [] : [sensitive], () => new MemoryStream(), capacity);
        Assert.Null(histogram.Add(Batch([.. quasi.Select(q => q.Column), .. sensitive is null ? Array.Empty<string>() : [sensitive.Name]], rows)));
        return histogram;
    }

    public static RowBatch Batch(IReadOnlyList<string> names, IReadOnlyList<string?[]> rows)
    {
        CodeValues[] columns = [.. names.Select((_, c) => new CodeValues(rows.Select(r => r[c]).OfType<string>().Distinct()))];
        var batch = new RowBatch(new Quarter(2026, 2), names, columns) { Count = rows.Count };
        batch.EnsureCapacity(rows.Count);
        for (int c = 0; c < names.Count; c++)
            for (int row = 0; row < rows.Count; row++)
                columns[c].Indices[row] = (ushort)columns[c].Dictionary.ToList().IndexOf(rows[row][c]);
        return batch;
    }

    public static PrivacyModel Model(int k, double limit = 0, int l = 1) => new(k, l, limit, Math.Max(limit, 0.05));
}
