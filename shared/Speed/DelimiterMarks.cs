namespace IncDiv.Speed;

/// <summary>Finds delimiters and line feeds in blocks of 64 bytes, with one bit for each byte. Survey fields have one or two bytes, so a separate search for
/// each field would take most of the time.</summary>
public ref struct DelimiterMarks
{
    private const int Block = 64;

    private readonly ReadOnlySpan<byte> _buffer;
    private readonly int _end;
    private readonly Vector256<byte> _delimiters;
    private int _start;
    private ulong _bits;

    public DelimiterMarks(ReadOnlySpan<byte> buffer, int end, int at, byte delimiter)
    {
        _buffer = buffer;
        _end = end;
        _delimiters = Vector256.Create(delimiter);
        Load(at);
    }

    /// <summary>The next mark at or after <paramref name="at"/>, or the end of the data.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int at)
    {
        if (at >= _start + Block)
            Load(at);
        ulong bits = _bits & (ulong.MaxValue << (at - _start));
        while (bits == 0)
        {
            if (_start + Block >= _end)
                return _end;
            Load(_start + Block);
            bits = _bits;
        }
        return _start + BitOperations.TrailingZeroCount(bits);
    }

    private void Load(int at)
    {
        _start = at;
        if (at + Block <= _buffer.Length)
        {
            ref byte block = ref Unsafe.Add(ref MemoryMarshal.GetReference(_buffer), at);
            _bits = Bits(Vector256.LoadUnsafe(ref block)) | (ulong)Bits(Vector256.LoadUnsafe(ref block, Block / 2)) << (Block / 2);
        }
        else
        {
            Span<byte> last = stackalloc byte[Block];
            last.Clear();
            _buffer[at..].CopyTo(last);
            _bits = Bits(Vector256.Create<byte>(last)) | (ulong)Bits(Vector256.Create<byte>(last[(Block / 2)..])) << (Block / 2);
        }
        // Bytes after the data are left over from an earlier read, so their bits are cleared.
        if (_end - at < Block)
            _bits &= (1UL << (_end - at)) - 1;
    }

    private readonly uint Bits(Vector256<byte> bytes) =>
        (Vector256.Equals(bytes, _delimiters) | Vector256.Equals(bytes, Vector256.Create((byte)'\n'))).ExtractMostSignificantBits();
}
