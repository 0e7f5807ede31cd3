namespace IncDiv.Ingestion.Compression;

/// <summary>Unpacks gzip (RFC 1952) of one or more members and checks that the file is complete. <see cref="GZipStream"/> does not check this: it accepts a
/// truncated file and ignores data after the last member, so rows would be lost without an error.</summary>
internal sealed class GzipFile(Stream file, ExpansionLimit expansion)
{
    private const int TrailerBytes = 8;
    private const int MaxHeaderBytes = 64 * 1024;
    private const int ChunkBytes = 64 * 1024;

    // Flags of the header.
    private const int HeaderChecksum = 2, Extra = 4, Name = 8, Comment = 16, Reserved = 0xE0;

    private static ReadOnlySpan<byte> Magic => [0x1F, 0x8B];

    /// <exception cref="FileFaultException">E113 or E108.</exception>
    public async Task UnpackAsync(Stream to, CancellationToken cancellationToken)
    {
        long at = 0;
        do
            at = await UnpackMemberAsync(at, to, cancellationToken);
        while (at < file.Length);
    }

    private async Task<long> UnpackMemberAsync(long start, Stream to, CancellationToken cancellationToken)
    {
        file.Position = start;
        if (ReadByte() != Magic[0] || ReadByte() != Magic[1])
            throw new FileFaultException(start == 0 ? FileMessages.NotGzip : FileMessages.DamagedGzip);
        SkipHeader(start);
        var checksum = new Crc32();
        long length = 0;
        var packed = new TrackedStream(file);
        await using var unpacked = new DeflateStream(packed, CompressionMode.Decompress);
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            int read;
            while ((read = await unpacked.ReadAsync(chunk, cancellationToken)) > 0)
            {
                expansion.Add(read);
                checksum.Append(chunk.AsSpan(0, read));
                length += read;
                await to.WriteAsync(chunk.AsMemory(0, read), cancellationToken);
            }
        }
        catch (InvalidDataException)
        {
            throw new FileFaultException(FileMessages.DamagedGzip);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
        }
        return FindEnd(packed.LastRead, checksum.GetCurrentHashAsUInt32(), (uint)length);
    }

    // The inflater does not report where it stopped. The trailer must be within the last bytes that it read. The trailer of an empty member is all
    // zeros, and so may be the bytes before it. Then the right position is the one after which the file ends or another member starts.
    private long FindEnd(Range last, uint checksum, uint length)
    {
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], length);
        byte[] bytes = new byte[Math.Min(last.Bytes + TrailerBytes + Magic.Length, file.Length - last.Start)];
        file.Position = last.Start;
        file.ReadExactly(bytes);
        int first = bytes.AsSpan().IndexOf(trailer);
        for (int at = first; at >= 0 && at < first + TrailerBytes && bytes.AsSpan(at).StartsWith(trailer); at++)
        {
            int end = at + TrailerBytes;
            if (last.Start + end == file.Length || bytes.AsSpan(end).StartsWith(Magic))
                return last.Start + end;
        }
        throw new FileFaultException(FileMessages.DamagedGzip);
    }

    private void SkipHeader(long start)
    {
        bool isDeflate = ReadByte() == 8;
        int flags = ReadByte();
        if (!isDeflate || (flags & Reserved) != 0)
            throw new FileFaultException(FileMessages.DamagedGzip);
        Skip(6);
        if ((flags & Extra) != 0)
            Skip(ReadByte() | (ReadByte() << 8));
        if ((flags & Name) != 0)
            SkipText(start);
        if ((flags & Comment) != 0)
            SkipText(start);
        if ((flags & HeaderChecksum) != 0)
            Skip(2);
    }

    private void Skip(int count)
    {
        for (int i = 0; i < count; i++)
            ReadByte();
    }

    private void SkipText(long start)
    {
        while (ReadByte() != 0)
            if (file.Position - start > MaxHeaderBytes)
                throw new FileFaultException(FileMessages.DamagedGzip);
    }

    private int ReadByte() => file.ReadByte() is >= 0 and int value ? value : throw new FileFaultException(FileMessages.DamagedGzip);

    private readonly record struct Range(long Start, int Bytes);

    private sealed class TrackedStream(Stream file) : ReadOnlyStream
    {
        public Range LastRead { get; private set; } = new(file.Position, 0);

        public override int Read(Span<byte> buffer) => Tracked(file.Position, file.Read(buffer));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Tracked(file.Position, await file.ReadAsync(buffer, cancellationToken));

        private int Tracked(long start, int read)
        {
            if (read > 0)
                LastRead = new Range(start, read);
            return read;
        }
    }
}
