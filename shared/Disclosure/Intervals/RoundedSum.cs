using System.Numerics;
using System.Runtime.CompilerServices;

namespace IncDiv.Disclosure.Intervals;

/// <summary>Sums in double precision. What should be 0 is set to 0, else remainders of cancellation would fill a basis.</summary>
internal static class RoundedSum
{
    private const double Negligible = 1e-11;

    /// <summary>Adds a multiple of one list of numbers to another of the same length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddMultiple(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        var negligible = new Vector<double>(Negligible);
        int i = 0;
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector<double> sum = new Vector<double>(target[i..]) + factor * new Vector<double>(source[i..]);
            Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(sum), negligible), Vector<double>.Zero, sum).CopyTo(target[i..]);
        }
        for (; i < target.Length; i++)
            target[i] = Clean(target[i] + factor * source[i]);
    }

    private static double Clean(double number) => Math.Abs(number) < Negligible ? 0 : number;
}
