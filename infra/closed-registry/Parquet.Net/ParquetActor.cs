namespace Parquet;

/// <summary>What reader and writer share: the stream of the file.</summary>
public class ParquetActor
{
    internal ParquetActor(Stream? fileStream) => Stream = fileStream ?? throw new ArgumentNullException(nameof(fileStream));

    protected Stream Stream { get; }

    internal static ReadOnlySpan<byte> Magic => "PAR1"u8;
}
