using Parquet.Meta;

namespace IncDiv.Storage.Curated;

/// <summary>Removes the statistics of UUID columns. Parquet.Net 6.1 writes the minimum and maximum UUID of a row group in the byte order of .NET instead of
/// Parquet's, so the minimum may be above the maximum, and a reader that trusts them skips rows. The package has no option to omit them, so they are removed
/// from the footer before it is written. <c>AgreementTests</c> fails once this is no longer needed or no longer works.</summary>
internal static class UuidStatistics
{
    public static void Remove(ParquetRowGroupWriter group)
    {
        foreach (ColumnMetaData column in RowGroupOf(group).Columns.Select(c => c.MetaData!))
            if (column is { Type: Parquet.Meta.Type.FIXED_LEN_BYTE_ARRAY, Statistics: { } bounds })
                bounds.Min = bounds.MinValue = bounds.Max = bounds.MaxValue = null;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_owGroup")]
    private static extern ref RowGroup RowGroupOf(ParquetRowGroupWriter group);
}
