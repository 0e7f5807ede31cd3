using System.Numerics;
using System.Runtime.CompilerServices;

namespace IncDiv.Disclosure.Intervals;

/// <summary>Arithmetic in double precision. What should be 0 is set to 0, else remainders of cancellation would fill a tableau.</summary>
internal readonly struct RoundedField : IField<double>
{
    private const double Negligible = 1e-11;

    public static double Product(double a, double b) => a * b;

    public static double Sum(double a, double b, double factor) => Clean(a + b * factor);

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
            target[i] = Sum(target[i], source[i], factor);
    }

    private static double Clean(double number) => Math.Abs(number) < Negligible ? 0 : number;
}
