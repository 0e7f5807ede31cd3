using System.Buffers;
using System.Runtime.CompilerServices;

namespace Parquet.Encodings;

/// <summary>Which values of a column are there: one bit each, first value lowest.</summary>
internal sealed class Presence : IDisposable
{
    private byte[] _bits = [];

    public int Length { get; private set; }

    public int Count { get; private set; }

    public Span<byte> Bits => _bits.AsSpan(0, (Length + 7) / 8);

    public void SetAll(int length)
    {
        Reset(length);
        Bits.Fill(0xFF);
        if (length % 8 > 0)
            Bits[^1] = (byte)((1 << (length % 8)) - 1);
        Count = length;
    }

    /// <summary>Marks the values that are there.</summary>
    public void Set<T>(ReadOnlySpan<T?> values) where T : class
    {
        Reset(values.Length);
        for (int i = 0; i < values.Length; i++)
            Count += Mark(i, values[i] is not null);
    }

    /// <summary>Marks the values that are there and packs them into <paramref name="dense"/>, which is as long as all of them.</summary>
    public void Set<T>(ReadOnlySpan<T?> values, Span<T> dense) where T : struct
    {
        Reset(values.Length);
        int count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            // Without a branch: what a null leaves is overwritten by the next value.
            dense[count] = values[i].GetValueOrDefault();
            count += Mark(i, values[i].HasValue);
        }
        Count = count;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bits);
        _bits = [];
    }

    private int Mark(int i, bool isPresent)
    {
        byte bit = Unsafe.BitCast<bool, byte>(isPresent);
        _bits[i >> 3] |= (byte)(bit << (i & 7));
        return bit;
    }

    private void Reset(int length)
    {
        (Length, Count) = (length, 0);
        if (_bits.Length < (length + 7) / 8)
        {
            ArrayPool<byte>.Shared.Return(_bits);
            _bits = ArrayPool<byte>.Shared.Rent((length + 7) / 8);
        }
        Bits.Clear();
    }
}
