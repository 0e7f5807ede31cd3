namespace IncDiv.Disclosure.Intervals;

/// <summary>Turns rounded numbers of a linear program back into the fractions that they are.</summary>
internal static class Fractions
{
    private const double Error = 1e-6;
    private const long LargestDenominator = 5_000;

    /// <summary>The numbers in parts of a common denominator; null if they have none of moderate size.</summary>
    public static (long[] Parts, long Denominator)? Of(double[] numbers)
    {
        long denominator = 1;
        foreach (double number in numbers)
        {
            double parts = number * denominator;
            if (Math.Abs(parts - Math.Round(parts)) <= Error * denominator)
                continue;
            denominator *= DenominatorOf(parts - Math.Floor(parts), Error * denominator);
            if (denominator > LargestDenominator)
                return null;
        }
        long common = denominator;
        return ([.. numbers.Select(n => (long)Math.Round(n * common))], denominator);
    }

    // Continued fraction.
    private static long DenominatorOf(double fraction, double error)
    {
        (long before, long current) = (0, 1);
        double rest = fraction;
        while (current <= LargestDenominator && Math.Abs(fraction * current - Math.Round(fraction * current)) > error * current)
        {
            rest = 1 / (rest - Math.Floor(rest));
            (before, current) = (current, (long)Math.Floor(rest) * current + before);
        }
        return current;
    }
}
