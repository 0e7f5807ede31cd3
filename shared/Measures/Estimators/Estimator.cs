namespace IncDiv.Measures.Estimators;

/// <summary>Turns the sums of a measure into figures, one class for each family of kinds.</summary>
internal abstract class Estimator(Measure measure)
{
    protected Measure Measure { get; } = measure;

    /// <summary>The statistic of a group's own row; null where the measure has comparisons only.</summary>
    public virtual Statistic? LevelStatistic => Statistic.Level;

    /// <summary>The figure of one group.</summary>
    public abstract Estimate Level(PooledWindow window, Breakdown breakdown, string group);

    /// <summary>The figure alone, for a chart of many quarters; null where there is none.</summary>
    public virtual double? Value(PooledWindow window, Breakdown breakdown, string group) => Level(window, breakdown, group).Value;

    /// <summary>Compares one group with the other groups together.</summary>
    /// <param name="statistic">A gap or a ratio.</param>
    public virtual Estimate Compare(PooledWindow window, Breakdown breakdown, string group, IReadOnlyList<string> against, Statistic statistic) =>
        throw new InvalidOperationException($"Measure '{Measure.Id}' of kind {Measure.Kind} does not compare groups.");

    /// <summary>The level now minus the level a year before, for samples without common rows (statistics.md C9). The interval combines the two intervals by
    /// Newcombe's method; the test uses the two standard errors.</summary>
    public virtual Estimate Change(Estimate now, Estimate then)
    {
        double change = now.Value!.Value - then.Value!.Value;
        Interval? interval = now.Interval is { } a && then.Interval is { } b ? Difference.Interval(now.Value.Value, a, then.Value.Value, b) : null;
        double? p = StandardError(now, then) is { } error ? Normal.TwoSidedP(change / error) : null;
        return new Estimate(change, interval, now.N, now.NEffective, p, Worse(now.Symbol, then.Symbol));
    }

    // An error of 0 means that all members of a group gave the same answer, so the spread is unknown.
    /// <summary>The standard error of a difference; null where either error is unknown.</summary>
    protected static double? StandardError(Estimate first, Estimate second) =>
        first.Error is > 0 and var e && second.Error is > 0 and var f ? Math.Sqrt(e * e + f * f) : null;

    /// <summary>The gap now minus the gap a year before, tested as independent gaps (statistics.md C5).</summary>
    public static Estimate ChangeOfGap(Estimate now, Estimate then)
    {
        double change = now.Value!.Value - then.Value!.Value;
        var estimate = new Estimate(change, null, now.N, now.NEffective, Symbol: Worse(now.Symbol, then.Symbol));
        if (now.Error is not { } e || then.Error is not { } f)
            return estimate;
        (double error, Interval interval, double p) = Difference.BetweenGaps(now.Value.Value, e, then.Value.Value, f);
        return estimate with { Interval = interval, P = p, Error = error };
    }

    /// <summary>A symbol where a base is smaller than the measure's minimum.</summary>
    protected Symbols Flag(params ReadOnlySpan<double> bases)
    {
        foreach (double n in bases)
            if (n < Measure.CautionBelow)
                return Symbols.SmallBase;
        return Symbols.None;
    }

    /// <summary>The figure with the result of the four-fifths test as a note. A figure with a symbol gets no note.</summary>
    /// <param name="exactP">p-value of an exact test; null where none was made.</param>
    protected Estimate Screened(Estimate ratio, double? exactP = null) => ratio is { Symbol: Symbols.None, Value: { } value, Interval: { } interval }
        ? ratio with { Note = FourFifths.Flag(value, interval, exactP, Measure.Polarity) }
        : ratio;

    protected static Symbols Worse(Symbols now, Symbols then) => now != Symbols.None ? now : then;
}
