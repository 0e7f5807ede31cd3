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

    // "The first thirty-two bits of the fractional parts of the cube roots of the first sixty-four prime numbers" (FIPS 180-4 section 4.2.2).
    private static readonly uint[] Rounds =
    [
        0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5, 0xD807AA98, 0x12835B01, 0x243185BE,
        0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174, 0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA,
        0x5CB0A9DC, 0x76F988DA, 0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967, 0x27B70A85,
        0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85, 0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3,
        0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070, 0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F,
        0x682E6FF3, 0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
    ];

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
}
