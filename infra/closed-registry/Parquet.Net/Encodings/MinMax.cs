using System.Numerics;
using System.Runtime.InteropServices;

namespace Parquet.Encodings;

/// <summary>Least and greatest of numbers, as the statistics want them.</summary>
internal static class MinMax
{
    /// <summary>Both as PLAIN bytes; null when there is no value, or a NaN, which has no place in an order.</summary>
    public static (byte[] Min, byte[] Max)? Of<T>(ReadOnlySpan<T> values) where T : unmanaged, IBinaryNumber<T>, IMinMaxValue<T>
    {
        if (values.IsEmpty)
            return null;
        T min = values[0], max = values[0];
        int i = 0;
        if (values.Length >= Vector<T>.Count)
        {
            var lows = new Vector<T>(values);
            Vector<T> highs = lows;
            for (; i <= values.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var next = new Vector<T>(values[i..]);
                if (!Vector.EqualsAll(next, next))
                    return null;
                lows = Vector.Min(lows, next);
                highs = Vector.Max(highs, next);
            }
            for (int lane = 0; lane < Vector<T>.Count; lane++)
                (min, max) = (T.Min(min, lows[lane]), T.Max(max, highs[lane]));
        }
        for (; i < values.Length; i++)
            (min, max) = (T.Min(min, values[i]), T.Max(max, values[i]));
        if (T.IsNaN(min) || T.IsNaN(max))
            return null;
        // Zero has two signs in floating point and one in the order: the bounds take in both.
        if (min == T.Zero)
            min = NegativeZero<T>();
        if (max == T.Zero)
            max = T.Zero;
        return (Bytes(min), Bytes(max));
    }

    private static T NegativeZero<T>() where T : INumber<T> =>
        typeof(T) == typeof(double) ? (T)(object)double.NegativeZero : typeof(T) == typeof(float) ? (T)(object)float.NegativeZero : T.Zero;

    private static byte[] Bytes<T>(T value) where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(ref value)).ToArray();
}
