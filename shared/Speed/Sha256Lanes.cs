using System.Buffers.Binary;

namespace IncDiv.Speed;

/// <summary>HMAC-SHA-256 (RFC 2104, FIPS 180-4) of eight short messages at once, one in each lane of a vector. An identifier is shorter than a block, and a
/// call of the platform's function takes five times as long as the hashing itself. No branch or memory access depends on the key or a message.</summary>
/// <remarks>Tests compare it with <see cref="HMACSHA256"/> for every length.</remarks>
public sealed class Sha256Lanes
{
    public const int Lanes = 8;

    /// <summary>Maximum length of a message in bytes; with its padding it fills one block.</summary>
    public const int MaxMessageBytes = BlockBytes - 1 - sizeof(ulong);

    private const int BlockBytes = 64;
    private const int BlockWords = BlockBytes / sizeof(uint);
    private const int StateWords = 8;

    private static readonly uint[] Rounds = FractionsOfCubeRoots();

    private static readonly uint[] Start = [0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19];

    private readonly Vector256<uint>[] _inner = new Vector256<uint>[StateWords];
    private readonly Vector256<uint>[] _outer = new Vector256<uint>[StateWords];
    private readonly uint[] _message = new uint[BlockWords * Lanes];
    private readonly Vector256<uint>[] _schedule = new Vector256<uint>[BlockWords];

    /// <param name="key">At most a block; a longer one would have to be hashed first.</param>
    public Sha256Lanes(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, BlockBytes);
        Absorb(key, 0x36, _inner);
        Absorb(key, 0x5C, _outer);
    }

    /// <summary>Sets the message of a lane and replaces the earlier one.</summary>
    public void Set(int lane, ReadOnlySpan<byte> message)
    {
        Span<byte> block = stackalloc byte[BlockBytes];
        block.Clear();
        message.CopyTo(block);
        block[message.Length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(block[^sizeof(ulong)..], (ulong)(BlockBytes + message.Length) * 8);
        for (int word = 0; word < BlockWords; word++)
            _message[word * Lanes + lane] = BinaryPrimitives.ReadUInt32BigEndian(block[(word * sizeof(uint))..]);
    }

    /// <summary>The first 16 bytes of the code of each lane, big-endian.</summary>
    public void Read(Span<UInt128> codes)
    {
        Span<Vector256<uint>> state = stackalloc Vector256<uint>[StateWords];
        for (int word = 0; word < BlockWords; word++)
            _schedule[word] = Vector256.Create<uint>(_message.AsSpan(word * Lanes, Lanes));
        _inner.CopyTo(state);
        Compress(state, _schedule);
        state.CopyTo(_schedule);
        _schedule[StateWords] = Vector256.Create(0x80000000u);
        _schedule.AsSpan(StateWords + 1).Clear();
        _schedule[^1] = Vector256.Create((uint)(BlockBytes + SHA256.HashSizeInBytes) * 8);
        _outer.CopyTo(state);
        Compress(state, _schedule);
        for (int lane = 0; lane < Lanes; lane++)
            codes[lane] = new UInt128((ulong)state[0][lane] << 32 | state[1][lane], (ulong)state[2][lane] << 32 | state[3][lane]);
    }

    private void Absorb(ReadOnlySpan<byte> key, byte pad, Vector256<uint>[] state)
    {
        Span<byte> block = stackalloc byte[BlockBytes];
        block.Fill(pad);
        for (int i = 0; i < key.Length; i++)
            block[i] ^= key[i];
        for (int word = 0; word < StateWords; word++)
            state[word] = Vector256.Create(Start[word]);
        for (int word = 0; word < BlockWords; word++)
            _schedule[word] = Vector256.Create(BinaryPrimitives.ReadUInt32BigEndian(block[(word * sizeof(uint))..]));
        Compress(state, _schedule);
        CryptographicOperations.ZeroMemory(block);
    }

    // FIPS 180-4 section 6.2.2; the schedule is a ring of the last sixteen words.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compress(Span<Vector256<uint>> state, Span<Vector256<uint>> schedule)
    {
        schedule = schedule[..BlockWords];
        (Vector256<uint> a, Vector256<uint> b, Vector256<uint> c, Vector256<uint> d) = (state[0], state[1], state[2], state[3]);
        (Vector256<uint> e, Vector256<uint> f, Vector256<uint> g, Vector256<uint> h) = (state[4], state[5], state[6], state[7]);
        uint[] rounds = Rounds;
        for (int t = 0; t < rounds.Length; t++)
        {
            if (t >= BlockWords)
            {
                Vector256<uint> early = schedule[(t + 1) & 15], late = schedule[(t + 14) & 15];
                Vector256<uint> fromEarly = Rotate(early, 7) ^ Rotate(early, 18) ^ (early >>> 3);
                Vector256<uint> fromLate = Rotate(late, 17) ^ Rotate(late, 19) ^ (late >>> 10);
                schedule[t & 15] += fromEarly + schedule[(t + 9) & 15] + fromLate;
            }
            Vector256<uint> first = h + (Rotate(e, 6) ^ Rotate(e, 11) ^ Rotate(e, 25)) + (g ^ (e & (f ^ g))) + Vector256.Create(rounds[t]) + schedule[t & 15];
            Vector256<uint> second = (Rotate(a, 2) ^ Rotate(a, 13) ^ Rotate(a, 22)) + ((a & b) | (c & (a | b)));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Rotate(Vector256<uint> value, int bits) => (value >>> bits) | (value << (32 - bits));

    // "The first thirty-two bits of the fractional parts of the cube roots of the first sixty-four prime numbers" (section 4.2.2), in whole-number arithmetic.
    private static uint[] FractionsOfCubeRoots()
    {
        var fractions = new List<uint>();
        for (int candidate = 2; fractions.Count < 64; candidate++)
        {
            if (Enumerable.Range(2, candidate - 2).Any(d => candidate % d == 0))
                continue;
            BigInteger cube = (BigInteger)candidate << 96, root = 0;
            for (int bit = 35; bit >= 0; bit--)
                if (BigInteger.Pow(root + (BigInteger.One << bit), 3) <= cube)
                    root += BigInteger.One << bit;
            fractions.Add((uint)(root & uint.MaxValue));
        }
        return [.. fractions];
    }
}
