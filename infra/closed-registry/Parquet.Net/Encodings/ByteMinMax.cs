using System.Buffers.Binary;

namespace Parquet.Encodings;

/// <summary>Least and greatest of byte strings in unsigned order, which for UTF-8 is the order of code points. Both lie in the buffer being written.</summary>
internal struct ByteMinMax
{
    // Longer bounds would weigh more than they prune.
    private const int MaxLength = 256;

    private int _minStart, _minLength, _maxStart, _maxLength;
    private ulong _minPrefix, _maxPrefix;
    private bool _any;

    /// <summary>Takes in the value at <paramref name="start"/>; eight readable bytes must follow its end.</summary>
    public void Include(ReadOnlySpan<byte> buffer, int start, int length)
    {
        // The first eight bytes, zero-padded, decide almost every comparison.
        ulong prefix = BinaryPrimitives.ReadUInt64BigEndian(buffer[start..]);
        if (length < 8)
            prefix &= length == 0 ? 0 : ulong.MaxValue << (64 - (8 * length));
        if (!_any || prefix < _minPrefix || (prefix == _minPrefix && Compare(buffer, start, length, _minStart, _minLength) < 0))
            (_minStart, _minLength, _minPrefix) = (start, length, prefix);
        if (!_any || prefix > _maxPrefix || (prefix == _maxPrefix && Compare(buffer, start, length, _maxStart, _maxLength) > 0))
            (_maxStart, _maxLength, _maxPrefix) = (start, length, prefix);
        _any = true;
    }

    public readonly (byte[] Min, byte[] Max)? Result(ReadOnlySpan<byte> buffer) =>
        _any && _minLength <= MaxLength && _maxLength <= MaxLength
            ? (buffer.Slice(_minStart, _minLength).ToArray(), buffer.Slice(_maxStart, _maxLength).ToArray())
            : null;

    private static int Compare(ReadOnlySpan<byte> buffer, int start, int length, int otherStart, int otherLength) =>
        buffer.Slice(start, length).SequenceCompareTo(buffer.Slice(otherStart, otherLength));
}
