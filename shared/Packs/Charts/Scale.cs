namespace IncDiv.Packs.Charts;

/// <summary>The positions of values on an axis, and its ticks at round values.</summary>
internal sealed class Scale
{
    private const int MaxSteps = 5;
    private readonly double _low, _high, _from, _to;
    private readonly Func<double, double> _transform;

    private Scale(Func<double, double> transform, IReadOnlyList<double> ticks, double from, double to)
    {
        (_transform, Ticks, _from, _to) = (transform, ticks, from, to);
        (_low, _high) = (transform(ticks[0]), transform(ticks[^1]));
    }

    /// <summary>Ascending; the first and the last are the ends of the axis.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>An axis with equal steps that holds every value.</summary>
    /// <param name="from">Position of its lower end.</param>
    /// <param name="isFromZero">Bars begin at zero.</param>
    public static Scale Linear(IEnumerable<double> values, double from, double to, bool isFromZero)
    {
        List<double> all = [.. values, .. isFromZero ? [0.0] : (double[])[]];
        double low = all.Min(), high = all.Max();
        if (high - low < 1e-9)
            (low, high) = (isFromZero ? Math.Min(0, low) : low - 1, high + 1);
        double step = RoundStep((high - low) / MaxSteps);
        // Ticks are whole multiples of the step, so that they equal their labels exactly.
        double first = Math.Floor(low / step + 1e-9), last = Math.Ceiling(high / step - 1e-9);
        return new Scale(v => v, [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)], from, to);
    }

    /// <summary>A logarithmic axis around 1 with ticks at powers of two. Values below its lower end are placed at that end.</summary>
    public static Scale Logarithmic(IEnumerable<double> values, double from, double to)
    {
        double[] positive = [.. values.Where(v => v > 0).Append(1).Select(v => Math.Clamp(v, 1.0 / 64, 64))];
        int low = Math.Min(-1, (int)Math.Floor(Math.Log2(positive.Min()))), high = Math.Max(1, (int)Math.Ceiling(Math.Log2(positive.Max())));
        return new Scale(v => Math.Log2(Math.Max(v, 1.0 / 64)), [.. Enumerable.Range(low, high - low + 1).Select(p => Math.Pow(2, p))], from, to);
    }

    public double At(double value) => _from + (_to - _from) * Math.Clamp((_transform(value) - _low) / (_high - _low), 0, 1);

    private static double RoundStep(double atLeast)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(atLeast, 1e-6))));
        foreach (double step in (double[])[1, 2, 5])
            if (atLeast <= step * power)
                return step * power;
        return 10 * power;
    }
}
