namespace IncDiv.Measures.Statistics;

/// <summary>The interval of a difference of two independent proportions.</summary>
public static class Newcombe
{
    /// <summary>
    /// Hybrid score interval (method 10 of Newcombe 1998; Newcombe and Altman 2000; statistics.md C5) of
    /// <paramref name="p1"/> − <paramref name="p2"/>, on effective bases where the data are weighted.
    /// </summary>
    /// <param name="p1">Proportion, 0 to 1.</param>
    /// <param name="n1">Its base, positive.</param>
    public static Interval Of(double p1, double n1, double p2, double n2)
    {
        Interval first = Wilson.Of(Math.Min(p1 * n1, n1), n1);
        Interval second = Wilson.Of(Math.Min(p2 * n2, n2), n2);
        double difference = p1 - p2;
        return new Interval(
            difference - Length(p1 - first.Lower, second.Upper - p2),
            difference + Length(first.Upper - p1, p2 - second.Lower));
    }

    private static double Length(double a, double b) => Math.Sqrt(a * a + b * b);
}
