using System.Buffers.Binary;
using Parquet.File;
using Parquet.Schema;

namespace Parquet;

/// <summary>Writes a Parquet file. Only <see cref="DisposeAsync"/> writes the footer: without it the file cannot be read.</summary>
public sealed class ParquetWriter : ParquetActor, IAsyncDisposable
{
    private readonly Footer _footer;
    private readonly ColumnWriter _columns;
    private long _position;
    private bool _isDisposed;

    private ParquetWriter(ParquetSchema schema, Stream output, ParquetOptions options) : base(output)
    {
        _footer = new Footer(schema);
        _columns = new ColumnWriter(options);
        _position = output.CanSeek ? output.Position : 0;
    }

    public IReadOnlyDictionary<string, string> CustomMetadata
    {
        get => _footer.CustomMetadata;
        set => _footer.CustomMetadata = new Dictionary<string, string>(value);
    }

    /// <summary>Starts a file on a stream, which is left open at the end.</summary>
    /// <exception cref="NotSupportedException">Appending, a codec, or a column type outside this subset.</exception>
    public static async Task<ParquetWriter> CreateAsync(ParquetSchema schema, Stream output, ParquetOptions? options = null,
        bool append = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(output);
        options ??= new ParquetOptions();
        if (!output.CanWrite)
            throw new ArgumentException("stream is not writeable", nameof(output));
        if (append)
            throw new NotSupportedException("Appending is not supported.");
        if (Array.Find(schema.GetDataFields(), f => f.Kind is ColumnKind.TimestampMicros or ColumnKind.TimestampNanos) is { } field)
            throw new NotSupportedException($"Column '{field.Name}': only millisecond timestamps are written.");
        Codec.EnsureSupported(options.CompressionMethod);
        var writer = new ParquetWriter(schema, output, options);
        await writer.AppendAsync(Magic.ToArray(), cancellationToken);
        return writer;
    }

    public ParquetRowGroupWriter CreateRowGroup()
    {
        var group = new RowGroup();
        _footer.RowGroups.Add(group);
        return new ParquetRowGroupWriter(this, _columns, _footer.Schema, group);
    }

    /// <summary>
    /// Writes the footer, unless a row group lacks columns: then an exception is on its way, and half a file must not look like a whole one.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _columns.Dispose();
        int columns = _footer.Schema.Fields.Count;
        if (_footer.RowGroups.Exists(g => g.Columns.Count != columns))
            return;
        using var footer = new PooledBuffer();
        _footer.Write(new ThriftCompactWriter(footer));
        BinaryPrimitives.WriteInt32LittleEndian(footer.Take(sizeof(int)), footer.Length - sizeof(int));
        footer.Append(Magic);
        await AppendAsync(footer.Memory, CancellationToken.None);
        await Stream.FlushAsync();
    }

    /// <summary>Writes bytes; the answer is where in the file they start.</summary>
    internal async Task<long> AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        long start = _position;
        await Stream.WriteAsync(bytes, cancellationToken);
        _position += bytes.Length;
        return start;
    }
}
