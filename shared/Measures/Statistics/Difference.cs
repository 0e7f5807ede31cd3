namespace IncDiv.Measures.Statistics;

/// <summary>The difference of two independent estimates.</summary>
public static class Difference
{
    /// <summary>The interval of <paramref name="first"/> − <paramref name="second"/> from their own intervals, by squaring and adding the distances to the
    /// limits: Newcombe's method 10, which Zou and Donner (2008) extend to any pair of intervals.</summary>
    public static Interval Interval(double first, Interval ofFirst, double second, Interval ofSecond)
    {
        double difference = first - second;
        return new Interval(
            difference - Length(first - ofFirst.Lower, ofSecond.Upper - second),
            difference + Length(ofFirst.Upper - first, second - ofSecond.Lower));
    }

    /// <summary>The difference of two differences, such as a gap now and a year before (statistics.md C5, "Has the gap changed?"), from their standard
    /// errors.</summary>
    /// <returns>Standard error, interval, and the two-sided p for no change; p is 1 where both errors are 0.</returns>
    public static (double Error, Interval Interval, double P) BetweenGaps(double now, double errorNow, double then, double errorThen)
    {
        double change = now - then, error = Length(errorNow, errorThen), half = Normal.Z95 * error;
        return (error, new Interval(change - half, change + half), error > 0 ? Normal.TwoSidedP(change / error) : 1);
    }

    private static double Length(double a, double b) => Math.Sqrt(a * a + b * b);
}
