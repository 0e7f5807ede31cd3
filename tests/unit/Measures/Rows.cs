using IncDiv.Contracts.Rows;

namespace IncDiv.Measures.Tests;

/// <summary>Curated rows written as text: <c>Rows.Of("pas", quarter, "ethnicity=B1 q60=1 weight=0.5", …)</c>; other columns are blank.</summary>
internal static class Rows
{
    public static Feed Feed(string name) => ContractSet.Embedded.Feeds.Find(name)!;

    /// <summary>Underscores in a text value represent spaces.</summary>
    public static RowBatch Of(string feed, Quarter quarter, params IEnumerable<string> rows)
    {
        Dictionary<string, string>[] cells =
        [
            .. rows.Select(
                r => r.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => c.Split('=')).ToDictionary(c => c[0], c => c[1].Replace('_', ' '))),
        ];
        IReadOnlyList<CuratedColumn> columns = Feed(feed).CuratedColumns;
        foreach (string column in cells.SelectMany(c => c.Keys))
            Assert.Contains(columns, c => c.Name == column);
        var batch = new RowBatch(quarter, [.. columns.Select(c => c.Name)], [.. columns.Select(c => Values(c, cells))]) { Count = cells.Length };
        return batch;
    }

    /// <summary>A tally of the default catalogue over those rows.</summary>
    public static FeedTally Tally(string feed, Quarter quarter, params IEnumerable<string> rows)
    {
        var tally = new FeedTally(ContractSet.Embedded.Measures, Feed(feed));
        foreach (string[] chunk in rows.Chunk(RowBatch.Capacity))
            tally.Add(Of(feed, quarter, chunk));
        return tally;
    }

    private static ColumnValues Values(CuratedColumn column, Dictionary<string, string>[] rows)
    {
        ColumnValues values = column.Kind switch
        {
            CuratedKind.Pseudonym => new PseudonymValues(),
            CuratedKind.Number => new NumberValues(),
            CuratedKind.Flag => new CodeValues(["false", "true"]),
            _ => new CodeValues(column.Codes?.Codes.Select(c => c.Code) ?? []),
        };
        values.EnsureCapacity(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            string? text = rows[i].GetValueOrDefault(column.Name);
            if (values is NumberValues numbers)
                numbers.Values[i] = text is null ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
            else if (values is CodeValues codes)
                codes.Indices[i] = text is null ? (ushort)0 : IndexOf(codes, text, column);
        }
        return values;
    }

    private static ushort IndexOf(CodeValues codes, string value, CuratedColumn column)
    {
        for (int i = 1; i < codes.Dictionary.Count; i++)
            if (codes.Dictionary[i] == value)
                return (ushort)i;
        Assert.True(column.Kind == CuratedKind.Text, $"'{value}' is no code of {column.Name}");
        return codes.Add(value);
    }
}
