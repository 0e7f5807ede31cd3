namespace Parquet.Data;

/// <summary>Statistics of one column in one row group, as its writer recorded them.</summary>
public class DataColumnStatistics
{
    public DataColumnStatistics() { }

    public DataColumnStatistics(long? nullCount, long? distinctCount, object? minValue, object? maxValue)
    {
        NullCount = nullCount;
        DistinctCount = distinctCount;
        MinValue = minValue;
        MaxValue = maxValue;
    }

    public long? NullCount { get; internal set; }

    public long? DistinctCount { get; internal set; }

    public object? MinValue { get; internal set; }

    public object? MaxValue { get; internal set; }
}
