namespace Parquet.File;

/// <summary>Physical types, numbered as in the format.</summary>
internal enum PhysicalType { Boolean, Int32, Int64, Int96, Float, Double, ByteArray, FixedLenByteArray }

/// <summary>The column types of this subset: a physical type and its meaning.</summary>
internal enum ColumnKind { Boolean, Int32, Int64, Float, Double, String, ByteArray, Uuid, Date, TimestampMillis, TimestampMicros, TimestampNanos }

internal static class ColumnKinds
{
    /// <summary>The kind of a bare column of a type; DateTime is milliseconds until <see cref="Schema.DateTimeDataField"/> says otherwise.</summary>
    public static ColumnKind? OfClrType(Type type) =>
        type == typeof(string) ? ColumnKind.String
        : type == typeof(int) ? ColumnKind.Int32
        : type == typeof(long) ? ColumnKind.Int64
        : type == typeof(double) ? ColumnKind.Double
        : type == typeof(float) ? ColumnKind.Float
        : type == typeof(bool) ? ColumnKind.Boolean
        : type == typeof(byte[]) ? ColumnKind.ByteArray
        : type == typeof(Guid) ? ColumnKind.Uuid
        : type == typeof(DateOnly) ? ColumnKind.Date
        : type == typeof(DateTime) ? ColumnKind.TimestampMillis
        : null;

    public static PhysicalType Physical(this ColumnKind kind) => kind switch
    {
        ColumnKind.Boolean => PhysicalType.Boolean,
        ColumnKind.Int32 or ColumnKind.Date => PhysicalType.Int32,
        ColumnKind.Float => PhysicalType.Float,
        ColumnKind.Double => PhysicalType.Double,
        ColumnKind.String or ColumnKind.ByteArray => PhysicalType.ByteArray,
        ColumnKind.Uuid => PhysicalType.FixedLenByteArray,
        _ => PhysicalType.Int64,
    };
}
