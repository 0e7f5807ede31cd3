namespace Parquet.Schema;

/// <summary>Unit of a timestamp. This subset writes Millis and reads all three.</summary>
public enum DateTimeTimeUnit
{
    Millis,
    Micros,
    Nanos,
}
