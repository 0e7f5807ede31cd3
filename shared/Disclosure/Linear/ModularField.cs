using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace IncDiv.Disclosure.Linear;

/// <summary>Exact arithmetic modulo the prime 2³¹ − 1. What depends linearly on other columns does so here, too; what does not is taken to do so once in two
/// thousand million times, which hides a cell too many. A second prime is not needed: certification proves every primary again.</summary>
internal static class ModularField
{
    private const uint Prime = int.MaxValue;

    public static uint Of(long value) => (uint)((value % Prime + Prime) % Prime);

    public static uint Add(uint a, uint b) => Below(a + b);

    public static uint Subtract(uint a, uint b) => a >= b ? a - b : a + Prime - b;

    // 2³¹ is 1 here, so the high half is added to the low one.
    public static uint Multiply(uint a, uint b)
    {
        ulong product = (ulong)a * b;
        return Below((uint)(product & Prime) + (uint)(product >> 31));
    }

    /// <summary>Whether products of two numbers below the prime add up to 0; three of them fit into 64 bits.</summary>
    public static bool IsZero(ulong first, ulong second, ulong third) => (first + second + third) % Prime == 0;

    /// <summary><paramref name="a"/> and a multiple of <paramref name="b"/>.</summary>
    public static ulong Sum(ulong a, ulong b, ulong factor) => Add((uint)a, Multiply((uint)b, (uint)factor));

    /// <summary>Adds a multiple of one list of numbers to another of the same length.</summary>
    // Numbers stand in 64 bits each, so that four products are made at a time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddMultiple(Span<ulong> target, ReadOnlySpan<ulong> source, ulong factor)
    {
        int i = 0;
        if (Avx2.IsSupported)
        {
            Vector256<ulong> factors = Vector256.Create(factor), prime = Vector256.Create((ulong)Prime);
            for (; i <= target.Length - 4; i += 4)
            {
                Vector256<ulong> product = Avx2.Multiply(Vector256.Create(source.Slice(i, 4)).AsUInt32(), factors.AsUInt32());
                Vector256<ulong> sum = Vector256.Create<ulong>(target.Slice(i, 4)) + (product & prime) + (product >>> 31);
                sum = (sum & prime) + (sum >>> 31);
                Vector256.Min(sum.AsUInt32(), (sum - prime).AsUInt32()).AsUInt64().CopyTo(target.Slice(i, 4));
            }
        }
        for (; i < target.Length; i++)
            target[i] = Sum(target[i], source[i], factor);
    }

    public static uint Inverse(uint a)
    {
        uint result = 1;
        for (uint exponent = Prime - 2; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1)
                result = Multiply(result, a);
            a = Multiply(a, a);
        }
        return result;
    }

    /// <summary>A number that looks random and is a function of the seed; not 0.</summary>
    public static uint Scatter(ulong seed)
    {
        ulong x = seed + 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return (uint)((x ^ (x >> 31)) % (Prime - 1)) + 1;
    }

    private static uint Below(uint number) => number >= Prime ? number - Prime : number;
}
