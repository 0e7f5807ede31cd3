namespace IncDiv.Storage.Curated;

/// <summary>Writes columns in Parquet's own form, the counterpart of <see cref="RawColumnReader"/>: the values that exist, and for each row a level that says
/// whether it has a value. The package's own conversion from nullable values makes two more copies of each column (<c>ingest</c> in <c>bench.sh</c>). Buffers
/// are reused for the next row group.</summary>
internal sealed class RawColumnWriter
{
    private int[] _levels = [];
    private int[] _integers = [];
    private bool[] _flags = [];
    private double[] _numbers = [];
    private Guid[] _guids = [];
    private ReadOnlyMemory<char>[] _texts = [];

    /// <summary>Writes the next column of a row group.</summary>
    public Task WriteAsync(
        ParquetRowGroupWriter group, DataField field, CuratedKind kind, ColumnValues column, int count, CancellationToken cancellationToken) =>
        (kind, column) switch
        {
            (CuratedKind.Pseudonym, PseudonymValues v) => group.WriteAsync<Guid>(field, Guids(v, count), cancellationToken: cancellationToken),
            (CuratedKind.Number, NumberValues v) => WriteAsync(group, field, Numbers(v, count), count, cancellationToken),
            (CuratedKind.Scale, CodeValues v) => WriteAsync(group, field, Present(v, count, ref _integers, Whole), count, cancellationToken),
            (CuratedKind.Flag, CodeValues v) => WriteAsync(group, field, Present(v, count, ref _flags, bool.Parse), count, cancellationToken),
            (CuratedKind.Code or CuratedKind.Text, CodeValues v) => WriteAsync(
                group, field, Present(v, count, ref _texts, static text => text.AsMemory()), count, cancellationToken),
            _ => throw new InvalidOperationException($"Column '{field.Name}' does not hold values of its kind."),
        };

    private static int Whole(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private Task WriteAsync<T>(ParquetRowGroupWriter group, DataField field, ReadOnlyMemory<T> present, int count, CancellationToken cancellationToken)
        where T : struct => group.WriteAllPartsAsync(field, present, _levels.AsMemory(0, count), null, cancellationToken);

    // The loop has no branch, because the processor cannot predict whether a row has a value.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlyMemory<T> Present<T>(CodeValues column, int count, ref T[] buffer, Func<string, T> convert)
    {
        T[] entries = [default!, .. column.Dictionary.Skip(1).Select(text => convert(text!))];
        T[] present = Grow(ref buffer, count);
        int[] levels = Grow(ref _levels, count);
        ushort[] indices = column.Indices;
        int next = 0;
        for (int row = 0; row < count; row++)
        {
            int index = indices[row];
            present[next] = entries[index];
            int level = index == 0 ? 0 : 1;
            levels[row] = level;
            next += level;
        }
        return present.AsMemory(0, next);
    }

    private ReadOnlyMemory<double> Numbers(NumberValues column, int count)
    {
        double[] present = Grow(ref _numbers, count);
        int[] levels = Grow(ref _levels, count);
        int next = 0;
        for (int row = 0; row < count; row++)
        {
            double number = column.Values[row];
            present[next] = number;
            int level = double.IsNaN(number) ? 0 : 1;
            levels[row] = level;
            next += level;
        }
        return present.AsMemory(0, next);
    }

    private ReadOnlyMemory<Guid> Guids(PseudonymValues column, int count)
    {
        Guid[] guids = Grow(ref _guids, count);
        for (int row = 0; row < count; row++)
            guids[row] = UuidColumns.ToGuid(column.Values[row]);
        return guids.AsMemory(0, count);
    }

    private static T[] Grow<T>(ref T[] buffer, int count) => buffer.Length >= count ? buffer : buffer = new T[count];
}
