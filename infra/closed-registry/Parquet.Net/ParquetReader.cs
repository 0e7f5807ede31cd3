using System.Buffers.Binary;
using Parquet.File;
using Parquet.Schema;

namespace Parquet;

/// <summary>Reads a Parquet file of flat columns.</summary>
public class ParquetReader : ParquetActor, IAsyncDisposable
{
    private const int TailLength = 8; // footer length and magic

    private readonly Footer _footer;
    private readonly bool _leaveStreamOpen;

    private ParquetReader(Stream input, Footer footer, bool leaveStreamOpen) : base(input)
    {
        _footer = footer;
        _leaveStreamOpen = leaveStreamOpen;
    }

    public ParquetSchema Schema => _footer.Schema;

    public int RowGroupCount => _footer.RowGroups.Count;

    public Dictionary<string, string> CustomMetadata => _footer.CustomMetadata;

    /// <summary>Opens a file, which is closed when the reader is disposed.</summary>
    /// <inheritdoc cref="CreateAsync(Stream, ParquetOptions?, bool, CancellationToken)"/>
    public static async Task<ParquetReader> CreateAsync(string filePath, ParquetOptions? parquetOptions = null, CancellationToken cancellationToken = default)
    {
        FileStream file = System.IO.File.OpenRead(filePath);
        try
        {
            return await CreateAsync(file, parquetOptions, leaveStreamOpen: false, cancellationToken);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads the footer of a seekable stream.</summary>
    /// <exception cref="IOException">It is not a Parquet file.</exception>
    /// <exception cref="ParquetException">Its metadata is corrupt.</exception>
    /// <exception cref="NotSupportedException">A column is outside this subset.</exception>
    public static async Task<ParquetReader> CreateAsync(Stream input, ParquetOptions? parquetOptions = null, bool leaveStreamOpen = true,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!input.CanRead || !input.CanSeek)
            throw new ArgumentException("stream must be readable and seekable", nameof(input));
        if (input.Length < Magic.Length + TailLength)
            throw new IOException("not a Parquet file (size too small)");
        byte[] head = await ReadAsync(input, 0, Magic.Length, cancellationToken);
        byte[] tail = await ReadAsync(input, input.Length - TailLength, TailLength, cancellationToken);
        if (!Magic.SequenceEqual(head) || !Magic.SequenceEqual(tail.AsSpan(sizeof(int))))
            throw new IOException("not a Parquet file (head or tail is not PAR1)");
        int length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        long start = input.Length - TailLength - length;
        if (length <= 0 || start < Magic.Length)
            throw new ParquetException("The file's metadata length is corrupt.");
        byte[] footer = await ReadAsync(input, start, length, cancellationToken);
        return new ParquetReader(input, Footer.Read(footer, start, parquetOptions ?? new ParquetOptions()), leaveStreamOpen);
    }

    public ParquetRowGroupReader OpenRowGroupReader(int index) => new(Stream, _footer.Schema, _footer.RowGroups[index]);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (!_leaveStreamOpen)
            await Stream.DisposeAsync();
    }

    private static async Task<byte[]> ReadAsync(Stream input, long position, int length, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[length];
        input.Position = position;
        await input.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
