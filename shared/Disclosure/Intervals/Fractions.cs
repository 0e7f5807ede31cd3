namespace IncDiv.Disclosure.Intervals;

/// <summary>Turns rounded numbers of a linear program back into the fractions that they are.</summary>
internal static class Fractions
{
    private const double Error = 1e-8;
    private const long LargestPart = 2_000;
    private const long LargestCommon = 1_000_000_000;

    /// <summary>The numbers in parts of a common denominator; null if they have none of moderate size. Whether they are right remains to be checked.</summary>
    public static (long[] Parts, long Denominator)? Of(double[] numbers)
    {
        long common = 1;
        foreach (double number in numbers)
        {
            double parts = number * common, error = Error * common;
            if (Math.Abs(parts - Math.Round(parts)) <= Math.Min(error, 0.01))
                continue;
            common *= DenominatorOf(parts - Math.Floor(parts), Math.Min(error, 0.01));
            if (common > LargestCommon)
                return null;
        }
        return ([.. numbers.Select(n => (long)Math.Round(n * common))], common);
    }

    // Continued fraction.
    private static long DenominatorOf(double fraction, double error)
    {
        (long before, long current) = (0, 1);
        double rest = fraction;
        while (current <= LargestPart && Math.Abs(fraction * current - Math.Round(fraction * current)) > error * current)
        {
            rest = 1 / (rest - Math.Floor(rest));
            (before, current) = (current, (long)Math.Floor(rest) * current + before);
        }
        return current;
    }
}
