using System.Buffers;

namespace Parquet.File;

/// <summary>A growing byte buffer on pooled memory.</summary>
internal sealed class PooledBuffer : IDisposable
{
    private byte[] _array = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Memory => _array.AsMemory(0, Length);

    public Span<byte> Span => _array.AsSpan(0, Length);

    /// <summary>Everything from <paramref name="offset"/>, unwritten spare bytes included.</summary>
    public Span<byte> From(int offset) => _array.AsSpan(offset);

    /// <summary>Room for at least <paramref name="size"/> bytes after what is written; <see cref="Advance"/> keeps them.</summary>
    public Span<byte> Reserve(int size)
    {
        int needed = checked(Length + size);
        if (needed > _array.Length)
            Grow(needed);
        return _array.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    public Span<byte> Take(int count)
    {
        Span<byte> taken = Reserve(count)[..count];
        Length += count;
        return taken;
    }

    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void Clear() => Length = 0;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_array);
        _array = [];
        Length = 0;
    }

    private void Grow(int needed)
    {
        int doubled = (int)Math.Min(_array.Length * 2L, Array.MaxLength);
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Max(doubled, 4096)));
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
