namespace Parquet.Schema;

/// <summary>How a <see cref="DateTime"/> is stored. This subset knows DateAndTime (milliseconds), Date and Timestamp.</summary>
public enum DateTimeFormat
{
    Impala,
    DateAndTime,
    DateAndTimeMicros,
    Date,
    Timestamp,
}
