namespace IncDiv.Measures.Statistics;

/// <summary>A group's share of a workforce over its share of a population (statistics.md C7).</summary>
public static class RepresentationIndex
{
    /// <summary>Index and interval: Wilson on the share, the population share taken as known.</summary>
    /// <param name="x">Members of the group.</param>
    /// <param name="n">All members, positive.</param>
    /// <param name="reference">Share of the population, above 0 to 1.</param>
    public static (double Index, Interval Interval) Compute(double x, double n, double reference)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(reference);
        return (x / n / reference, Wilson.Interval(x, n).Times(1 / reference));
    }
}
