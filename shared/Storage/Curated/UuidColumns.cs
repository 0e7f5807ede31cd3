using System.Buffers.Binary;
using Parquet.Meta;

namespace IncDiv.Storage.Curated;

/// <summary>Pseudonyms in Parquet: the 16 bytes of a UUID, big-endian.</summary>
internal static class UuidColumns
{
    public static Guid ToGuid(UInt128 pseudonym)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, pseudonym);
        return new Guid(bytes, bigEndian: true);
    }

    public static UInt128 ToNumber(Guid guid)
    {
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>Removes the statistics of UUID columns. Parquet.Net 6.1 writes the minimum and maximum UUID of a row group in the byte order of .NET instead of
    /// Parquet's, so the minimum may be above the maximum, and a reader that trusts them skips rows. The package has no option to omit them, so they are
    /// removed from the footer before it is written. <c>AgreementTests</c> fails once this is no longer needed or no longer works.</summary>
    public static void RemoveStatistics(ParquetRowGroupWriter group)
    {
        foreach (ColumnMetaData column in RowGroupOf(group).Columns.Select(c => c.MetaData!))
            if (column is { Type: Parquet.Meta.Type.FIXED_LEN_BYTE_ARRAY, Statistics: { } bounds })
                bounds.Min = bounds.MinValue = bounds.Max = bounds.MaxValue = null;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_owGroup")]
    private static extern ref RowGroup RowGroupOf(ParquetRowGroupWriter group);
}
