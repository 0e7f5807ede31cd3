namespace IncDiv.Storage.Microdata;

/// <summary>Reads BI microdata in the form of curated data, so that measures can be computed from it. A generalised value that is a code or a label in the
/// column's list is read as that code. All other values, and columns that were not released, are blank.</summary>
public static class MicrodataReader
{
    /// <summary>Reads a file written by <see cref="RowWriter"/> in batches with the columns of <see cref="Feed.CuratedColumns"/>. Batches are
    /// reused.</summary>
    public static async IAsyncEnumerable<RowBatch> ReadAsync(
        MicrodataRelease release, Quarter quarter, Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var generalised = release.QuasiIdentifiers.Select(q => q.Column).ToHashSet(StringComparer.Ordinal);
        CuratedColumn[] written = [.. release.Feed.CuratedColumns.Select(c => generalised.Contains(c.Name) ? c with { Kind = CuratedKind.Text } : c)];
        await foreach (RowBatch batch in CuratedReader.ReadAsync(written, quarter, file, cancellationToken))
        {
            ColumnValues[] columns =
            [
                .. release.Feed.CuratedColumns.Select((c, i) =>
                    generalised.Contains(c.Name) ? Coded(c, (CodeValues)batch.Columns[i], batch.Count) : batch.Columns[i]),
            ];
            yield return new RowBatch(quarter, batch.Names, columns) { Count = batch.Count };
        }
    }

    private static CodeValues Coded(CuratedColumn column, CodeValues texts, int count)
    {
        var codes = (CodeValues)CuratedReader.Values(column);
        ushort[] index = [.. texts.Dictionary.Select(text => IndexOf(column, codes, text))];
        codes.EnsureCapacity(count);
        for (int row = 0; row < count; row++)
            codes.Indices[row] = index[texts.Indices[row]];
        return codes;
    }

    private static ushort IndexOf(CuratedColumn column, CodeValues codes, string? text)
    {
        if (text is null)
            return 0;
        string? value = column.Codes is null ? text : column.Codes.Match(text, out string code) == CodeMatch.Known ? code : null;
        for (int i = 1; i < codes.Dictionary.Count; i++)
            if (codes.Dictionary[i] == value)
                return (ushort)i;
        return value is null || column.Kind != CuratedKind.Text ? (ushort)0 : codes.Add(value);
    }
}
