namespace IncDiv.Measures.Statistics;

/// <summary>A 95 % interval unless said otherwise.</summary>
public readonly record struct Interval(double Lower, double Upper)
{
    /// <summary>Both ends times <paramref name="factor"/>, which is not negative.</summary>
    public Interval Times(double factor) => new(Lower * factor, Upper * factor);
}
