namespace IncDiv.Measures.ControlCharts;

/// <summary>Sets the target of a row and its status (statistics.md C11): <c>met</c> where the estimate meets the target, <c>near</c> where it does not but the
/// 95 % interval includes the target, <c>missed</c> where the interval excludes the target or there is no interval.</summary>
/// <param name="yearBefore">For each window of the measure, the same window a year before.</param>
internal sealed class TargetEvaluation(Measure measure, Estimator estimator, IReadOnlyList<PooledWindow> yearBefore)
{
    // Floating-point error must not decide: 57 percent plus 5 points counts as 62.
    private const double Rounding = 1e-9;

    public MeasureRow Evaluate(MeasureRow row, int window, Breakdown breakdown, double? now = null)
    {
        foreach (Target target in measure.Targets)
        {
            if (target.Breakdown != row.Breakdown || target.Comparator != row.Comparator || !AppliesTo(target.Kind, row.Statistic))
                continue;
            if (target.Kind == TargetKind.LowestRises)
            {
                if (FindExtremes(target, breakdown, row.Group, yearBefore[window]) is { } found)
                    return Evaluated(row, found.Level, target, now) with { BenchmarkSource = found.Words };
            }
            else if (target.Group == row.Group)
                return Evaluated(row, target.Value, target, now);
        }
        return row;
    }

    internal static TargetStatus Status(double value, double? lower, double? upper, double target, bool isMet) =>
        isMet ? TargetStatus.Met : value.Equals(target) || (lower <= target && target <= upper) ? TargetStatus.Near : TargetStatus.Missed;

    private static bool AppliesTo(TargetKind kind, Statistic statistic) => kind switch
    {
        TargetKind.Direction => statistic == Statistic.Change,
        TargetKind.Gap => statistic == Statistic.Gap,
        _ => statistic is not (Statistic.Change or Statistic.Gap),
    };

    private MeasureRow Evaluated(MeasureRow row, double target, Target kind, double? now)
    {
        if (row.Value is not { } value)
            return row with { Target = target };
        bool isUp = measure.Polarity != Polarity.Down;
        bool isMet = kind.Kind switch
        {
            TargetKind.Parity => Math.Round(value, 2, MidpointRounding.AwayFromZero) == target,
            // Neither of two groups should fall behind, so the gap should shrink whichever group is ahead.
            TargetKind.Direction when kind.Comparator.Length > 0 => Math.Abs(now!.Value) < Math.Abs(now.Value - value),
            TargetKind.Direction => isUp ? value > target : value < target,
            _ => isUp ? value >= target - Rounding : value <= target + Rounding,
        };
        return row with { Target = target, Status = Status(value, row.Lower, row.Upper, target, isMet) };
    }

    // The group is chosen by its level a year before and named in the row, so that it cannot be chosen afterwards. A group whose base is
    // too small to be reliable is not chosen.
    private (double Level, string Words)? FindExtremes(Target target, Breakdown breakdown, string group, PooledWindow then)
    {
        if (!then.IsComplete)
            return null;
        (string Group, double Level)[] levels =
        [
            .. from ladder in then.OrderedGroups(breakdown)
               from name in ladder
               let level = estimator.Level(then, breakdown, name)
               where level.Value is not null && level.N >= measure.CautionBelow
               select (name, level.Value!.Value),
        ];
        if (levels.Length < 2)
            return null;
        (string lowest, double low) = levels.MinBy(l => l.Level);
        (string highest, double high) = levels.MaxBy(l => l.Level);
        if (group == lowest)
        {
            double risen = Math.Min(100, target.IsRelative ? low * (1 + target.Value / 100) : low + target.Value);
            return (risen, FormattableString.Invariant(
                $"{target.Source}: {group} was lowest a year before ({low:0.0}), to rise by {target.Value:0.##} {(target.IsRelative ? "%" : "points")}"));
        }
        return group == highest
            ? (high, FormattableString.Invariant($"{target.Source}: {group} was highest a year before ({high:0.0}), to be kept"))
            : null;
    }
}
