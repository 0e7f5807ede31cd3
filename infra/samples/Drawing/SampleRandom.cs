using System.Numerics;

namespace IncDiv.Samples.Drawing;

/// <summary>xoshiro256** (Blackman and Vigna), seeded by SplitMix64. It is fast and, unlike the runtime's generator, gives the same numbers
/// everywhere.</summary>
internal sealed class SampleRandom
{
    private ulong _s0, _s1, _s2, _s3;

    /// <param name="stream">Separates sequences with the same seed.</param>
    public SampleRandom(ulong seed, ulong stream)
    {
        ulong state = Scramble(seed) ^ Scramble(~stream);
        _s0 = Scramble(state);
        _s1 = Scramble(state + 1);
        _s2 = Scramble(state + 2);
        _s3 = Scramble(state + 3);
    }

    public static ulong StreamOf(Quarter quarter) => (ulong)(quarter.StartYear * 4 + quarter.Number);

    /// <summary>SplitMix64: a bijection of 64 bits, so distinct numbers stay distinct.</summary>
    public static ulong Scramble(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform on [0, 1).</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform on 0 … <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(((NextBits() >> 32) * (ulong)count) >> 32);

    public DateOnly DayOf(Quarter quarter) => quarter.FirstDay.AddDays(Below(quarter.LastDay.DayNumber - quarter.FirstDay.DayNumber + 1));

    /// <summary>Index of the item with the lowest score among <paramref name="size"/> drawn at random.</summary>
    public int Tournament<T>(IReadOnlyList<T> items, int size, Func<T, double> score)
    {
        int best = Below(items.Count);
        for (int i = 1; i < size; i++)
        {
            int rival = Below(items.Count);
            if (score(items[rival]) < score(items[best]))
                best = rival;
        }
        return best;
    }

    public void Shuffle<T>(IList<T> items)
    {
        for (int i = items.Count - 1; i > 0; i--)
        {
            int other = Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}
