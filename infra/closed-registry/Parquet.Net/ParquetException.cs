namespace Parquet;

/// <summary>A file that breaks the Parquet format, or lacks what was asked of it.</summary>
public class ParquetException : Exception
{
    public ParquetException() { }

    public ParquetException(string message) : base(message) { }

    public ParquetException(string message, Exception inner) : base(message, inner) { }
}
