namespace IncDiv.Measures.Estimators;

/// <summary>Turns the sums of a measure into figures, one class for each family of kinds.</summary>
internal abstract class Estimator(Measure measure)
{
    protected Measure Measure { get; } = measure;

    /// <summary>The statistic of a group's own row; null where the measure has comparisons only.</summary>
    public virtual Statistic? LevelStatistic => Statistic.Level;

    public abstract Estimate Level(PooledWindow window, Breakdown breakdown, string group);

    /// <summary>The figure alone, for a chart of many quarters; null where there is none.</summary>
    public virtual double? Value(PooledWindow window, Breakdown breakdown, string group) => Level(window, breakdown, group).Value;

    /// <summary>Compares one group with the other groups together.</summary>
    /// <param name="statistic">A gap or a ratio.</param>
    public virtual Estimate Compare(PooledWindow window, Breakdown breakdown, string group, IReadOnlyList<string> against, Statistic statistic) =>
        throw new InvalidOperationException($"Measure '{Measure.Id}' of kind {Measure.Kind} does not compare groups.");

    /// <summary>The people behind a level of one group, or of several together.</summary>
    public virtual FigureSide Counts(MeasurePopulations people, PooledWindow window, Breakdown breakdown, IReadOnlyList<string> groups)
    {
        Sums sums = window.Sum(Measure, breakdown, groups);
        return new(people.Count(sums.N, window, () => people.Rows(0, breakdown, groups)))
        {
            Parts = Measure.Kind.IsShare ? [people.Count(sums.Y, window, () => people.Ones(0, breakdown, groups))] : [],
        };
    }

    /// <summary>The level now minus the level a year before, for samples without common rows (statistics.md C9). The interval combines the two intervals by
    /// Newcombe's method; the test uses the two standard errors.</summary>
    public virtual Estimate Change(Estimate now, Estimate then)
    {
        Estimate change = Less(now, then);
        return change is { Value: { } value, Error: { } error } ? change with { P = Normal.TwoSidedP(value / error) } : change;
    }

    /// <summary>The first figure minus the second, with an interval from both intervals by Newcombe's method, not tested yet.</summary>
    protected static Estimate Less(Estimate first, Estimate second)
    {
        double value = first.Value!.Value, other = second.Value!.Value;
        Interval? interval = first.Interval is { } a && second.Interval is { } b ? Difference.Interval(value, a, other, b) : null;
        // An error of 0 means that all members of a group gave the same answer, so the spread is unknown.
        double? error = first.Error is > 0 and var e && second.Error is > 0 and var f ? Math.Sqrt(e * e + f * f) : null;
        Symbols symbol = first.Symbol != Symbols.None ? first.Symbol : second.Symbol;
        return new Estimate(value - other, interval, first.N, first.NEffective, Symbol: symbol) { Error = error };
    }

    /// <summary>The gap now minus the gap a year before, tested as independent gaps (statistics.md C5).</summary>
    public static Estimate ChangeOfGap(Estimate now, Estimate then)
    {
        if (now.Error is not { } e || then.Error is not { } f)
            return Less(now, then) with { Interval = null };
        (double error, Interval interval, double p) = Difference.BetweenGaps(now.Value!.Value, e, then.Value!.Value, f);
        return Less(now, then) with { Interval = interval, P = p, Error = error };
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
}

/// <summary>A figure with its interval, bases and test results, in the unit of its row.</summary>
/// <param name="N">Unweighted rows in the denominator; for a comparison, those of the compared group.</param>
/// <param name="Symbol">Shorthand of outputs.md. Where there is no value, it gives the reason.</param>
internal sealed record Estimate(double? Value, Interval? Interval, double? N, double? NEffective = null, double? P = null, Symbols Symbol = Symbols.None)
{
    /// <summary>Standard error, for the test of a change; null where there is none.</summary>
    public double? Error { get; init; }

    /// <summary>The base for the test of a share or rate; null for other figures.</summary>
    public double? Base { get; init; }

    /// <summary>The share by which an index is divided, 0 to 1.</summary>
    public double? Reference { get; init; }

    public string Note { get; init; } = "";

    /// <summary>The feed, one of its quarters or the number of people invited is missing.</summary>
    public static Estimate NotSupplied { get; } = new(null, null, null, Symbol: Symbols.NotSupplied);

    /// <summary>The denominator is empty, or the figure is undefined.</summary>
    public static Estimate NotApplicable(double? n) => new(null, null, n, Symbol: Symbols.NotApplicable);

    public static Interval Around(double centre, double error) => new(centre - Normal.Z95 * error, centre + Normal.Z95 * error);
}
