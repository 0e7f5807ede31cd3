namespace IncDiv.Measures.ControlCharts;

/// <summary>The control chart of a measure in the terms of outputs.md. Rows take their signals from it and packs their charts, so both follow the same
/// rules.</summary>
/// <param name="values">In the order of time, at least one.</param>
public sealed class SignalChart(IReadOnlyList<double> values, Polarity polarity)
{
    // The shortest pattern in the rules needs three points and the usual one seven. With fewer points a chart shows nothing useful.
    private const int MinPoints = 7;

    private readonly XmrChart _chart = XmrChart.Create(values);

    public bool HasEnoughPoints => values.Count >= MinPoints;

    public double Mean => _chart.Mean;

    public double Lower => _chart.Lower;

    public double Upper => _chart.Upper;

    /// <summary>The variation of each point.</summary>
    public IReadOnlyList<Variation> Points => [.. _chart.Points.Select(VariationOf)];

    /// <summary>The variation of the last point; none where there are too few.</summary>
    public Variation Signal => HasEnoughPoints ? VariationOf(_chart.Points[^1]) : Variation.None;

    /// <summary>Whether the process, if unchanged, will pass the target, fail it, or hit or miss it by chance.</summary>
    public Assurance Assess(double target)
    {
        if (_chart.IsTrial)
            return Assurance.TooFewPoints;
        bool isAbove = target > Upper, isBelow = target < Lower;
        return polarity switch
        {
            Polarity.Up => isAbove ? Assurance.Fail : isBelow ? Assurance.Pass : Assurance.HitOrMiss,
            Polarity.Down => isAbove ? Assurance.Pass : isBelow ? Assurance.Fail : Assurance.HitOrMiss,
            Polarity.Parity => isAbove || isBelow ? Assurance.Fail : Assurance.HitOrMiss,
            _ => Assurance.None,
        };
    }

    private Variation VariationOf(ChartPoint point)
    {
        if (point.Cause == SpecialCause.None)
            return Variation.CommonCause;
        bool? isBetter = polarity switch
        {
            Polarity.Up => point.Direction > 0,
            Polarity.Down => point.Direction < 0,
            Polarity.Parity => Math.Abs(point.Value - 1) < Math.Abs(Mean - 1),
            _ => null,
        };
        return isBetter is not { } better ? Variation.Shift : better ? Variation.Improvement : Variation.Concern;
    }
}
