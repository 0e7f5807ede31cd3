namespace IncDiv.Measures.Tests.Statistics;

/// <summary>The interval of a difference of two independent proportions.</summary>
internal static class Newcombe
{
    /// <summary>Hybrid score interval (method 10 of Newcombe 1998; Newcombe and Altman 2000; statistics.md C5) of <paramref name="p1"/> −
    /// <paramref name="p2"/>, on effective bases where the data are weighted.</summary>
    /// <param name="p1">Proportion, 0 to 1.</param>
    /// <param name="n1">Its base, positive.</param>
    public static Interval Interval(double p1, double n1, double p2, double n2)
    {
        Interval first = Wilson.Interval(Math.Min(p1 * n1, n1), n1);
        Interval second = Wilson.Interval(Math.Min(p2 * n2, n2), n2);
        return Difference.Interval(p1, first, p2, second);
    }
}
