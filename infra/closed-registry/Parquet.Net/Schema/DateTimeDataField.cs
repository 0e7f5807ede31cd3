using Parquet.File;

namespace Parquet.Schema;

/// <summary>A <see cref="DateTime"/> column stored as DATE or as TIMESTAMP.</summary>
public class DateTimeDataField : DataField
{
    /// <exception cref="NotSupportedException">The format is INT96 (Impala).</exception>
    public DateTimeDataField(string name, DateTimeFormat format, bool isAdjustedToUTC = true, DateTimeTimeUnit? unit = null,
        bool? isNullable = null, bool? isArray = null, string? propertyName = null)
        : base(name, typeof(DateTime), isNullable, isArray, propertyName)
    {
        DateTimeFormat = format;
        IsAdjustedToUTC = isAdjustedToUTC;
        Unit = format switch
        {
            DateTimeFormat.DateAndTime => DateTimeTimeUnit.Millis,
            DateTimeFormat.DateAndTimeMicros => DateTimeTimeUnit.Micros,
            _ => unit ?? DateTimeTimeUnit.Millis,
        };
        Kind = format switch
        {
            DateTimeFormat.Impala => throw new NotSupportedException($"Column '{name}': INT96 timestamps are not supported."),
            DateTimeFormat.Date => ColumnKind.Date,
            _ => ColumnKind.TimestampMillis + (int)Unit,
        };
    }

    public DateTimeFormat DateTimeFormat { get; }

    public bool IsAdjustedToUTC { get; }

    public DateTimeTimeUnit Unit { get; }
}
