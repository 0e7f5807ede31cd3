using Parquet.Meta;

namespace IncDiv.Storage.Curated;

/// <summary>
/// Parquet.Net 6.1 writes the smallest and largest UUID of a row group in the byte order of .NET, not in that of Parquet, so that the
/// smallest may come after the largest and a reader that trusts them skips rows. It has no option to leave them out: they are taken out
/// of the footer before it is written. <c>AgreementTests</c> says when this is no longer needed, or no longer works.
/// </summary>
internal static class UuidStatistics
{
    public static void Remove(ParquetRowGroupWriter group)
    {
        foreach (ColumnMetaData column in RowGroupOf(group).Columns.Select(c => c.MetaData!).Where(m => m is { Type: Parquet.Meta.Type.FIXED_LEN_BYTE_ARRAY, Statistics: not null }))
            column.Statistics!.Min = column.Statistics.MinValue = column.Statistics.Max = column.Statistics.MaxValue = null;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_owGroup")]
    private static extern ref RowGroup RowGroupOf(ParquetRowGroupWriter group);
}
