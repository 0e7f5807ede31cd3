namespace IncDiv.Contracts.Catalogue;

/// <summary>Checks across the fields of a measure, so that a fault in the catalogue is found at start-up and not while a quarter is computed.</summary>
internal static class MeasureChecks
{
    /// <summary>All problems of one measure, as sentences.</summary>
    public static IEnumerable<string> Problems(Measure measure, Feed? feed)
    {
        IEnumerable<(bool Holds, string Problem)> rules =
            [.. OfKind(measure, feed), .. OfRows(measure), .. feed is null ? [] : measure.Comparisons.SelectMany(c => OfComparison(measure, c, feed)),
             .. OfTargets(measure, feed), .. OfBaselines(measure, feed)];
        return rules.Where(r => !r.Holds).Select(r => r.Problem);
    }

    private static IEnumerable<(bool, string)> OfKind(Measure measure, Feed? feed)
    {
        MeasureKind kind = measure.Kind;
        yield return (feed?.Kind != FeedKind.ActionPlan, "no measure is computed from an action plan.");
        foreach ((bool, string) rule in kind.Rules(measure))
            yield return rule;
        yield return (!kind.IsValued || measure.Value is not null, "its kind needs a 'value'.");
        yield return (!kind.IsShare || !measure.Numerator.IsAlways, "its kind needs a 'numerator'.");
        yield return (measure.Ladder is null || measure.Breakdowns.Contains(measure.Ladder), "its ladder must be one of its breakdowns.");
        yield return (measure.Unit != Unit.PercentagePoints || kind == MeasureKind.Mean, "only a mean is measured in percentage points.");
        yield return (measure.Polarity != Polarity.Parity || measure.Unit == Unit.Ratio, "only a ratio has polarity 'parity'.");
        yield return (kind.HasGaps || measure.Comparisons.Count == 0, "its kind compares no groups; write 'comparators: []'.");
        yield return (kind.HasRatios || measure.Comparisons.All(c => c.Statistic == Statistic.Gap), "only shares are compared by ratio.");
        yield return (measure.Strata is null || kind.TakesStrata, "only a proportion has 'strata'.");
        yield return (measure.Standard is null || kind.TakesStandard, "only a rate has a 'standard'.");
        yield return (
            (measure.Standard ?? measure.Strata) is not { } within || (!within.IsOpen && measure.Breakdowns.All(b => !b.IsOpen)),
            "breakdowns of a measure with strata or a standard, and these themselves, must have listed groups.");
        yield return (
            measure.Standard is null || measure.Comparisons.All(c => c is { Kind: ComparatorKind.Group, Statistic: Statistic.Gap }),
            "a standardised rate is compared with one group, by gap.");
    }

    private static IEnumerable<(bool, string)> OfRows(Measure measure)
    {
        yield return (measure.Windows.Count > 0, "it has no window.");
        yield return (measure.Windows.Count == measure.Windows.Distinct().Count(), "a window is named twice.");
        yield return (measure.Breakdowns.Count == measure.Breakdowns.DistinctBy(b => b.Name).Count(), "a breakdown is named twice.");
        yield return (
            measure.Windows.All(w => w is not MeasureWindow.Rolling) || measure.Weight is null || measure.Windows.Contains(MeasureWindow.Quarter),
            "a survey measure with a rolling window must also have the discrete quarter.");
    }

    private static IEnumerable<(bool, string)> OfComparison(Measure measure, Comparison comparison, Feed feed)
    {
        if (measure.Breakdowns.FirstOrDefault(b => b.Name == comparison.Breakdown) is not { } breakdown)
        {
            yield return (false, $"it compares within '{comparison.Breakdown}', which is not one of its breakdowns.");
            yield break;
        }
        string[] known = [.. GroupsOf(breakdown, feed)];
        foreach (string group in comparison.Kind == ComparatorKind.Group ? comparison.Groups.Append(comparison.Against) : comparison.Groups)
            yield return (known.Contains(group), $"breakdown '{breakdown.Name}' has no group '{group}'.");
    }

    private static IEnumerable<(bool, string)> OfTargets(Measure measure, Feed? feed)
    {
        foreach (Target target in measure.Targets)
        {
            Breakdown[] named = [.. measure.Breakdowns.Where(b => b.Reports == target.Breakdown)];
            yield return (named.Length > 0, $"a target is set in '{target.Breakdown}', which is not one of its breakdowns.");
            yield return (
                target.Kind == TargetKind.LowestRises || feed is null || named.Length == 0
                    || named.Any(b => b.IsOpen || GroupsOf(b, feed).Contains(target.Group)),
                $"a target names group '{target.Group}', which '{target.Breakdown}' does not have.");
            yield return (
                target.Comparator.Length == 0 || measure.Comparisons.Any(c => named.Any(b => b.Name == c.Breakdown) && c.Against == target.Comparator),
                $"a target names a comparison with '{target.Comparator}' that the measure does not make.");
            yield return (target.Kind != TargetKind.Gap || target.Comparator.Length > 0, "a target of a gap names its 'comparator'.");
            yield return (target.Kind != TargetKind.Parity || measure.Unit == Unit.Ratio, "a target of parity is for a ratio.");
            yield return (measure.Polarity is Polarity.Up or Polarity.Down || target.Kind == TargetKind.Parity, "a target needs a polarity, up or down.");
        }
    }

    private static IEnumerable<(bool, string)> OfBaselines(Measure measure, Feed? feed)
    {
        foreach (Baseline baseline in measure.Baselines)
        {
            yield return (
                measure.Breakdowns.Any(b => b.Reports == baseline.Breakdown) || feed is null,
                $"a baseline is for '{baseline.Breakdown}', which is not one of its breakdowns.");
            yield return (
                baseline.Statistic != Statistic.Change && (baseline.Statistic is Statistic.Gap or Statistic.Ratio) == (baseline.Comparator.Length > 0),
                $"a baseline of statistic '{baseline.Statistic.ToText()}' does not go with comparator '{baseline.Comparator}'.");
            if (feed is null)
                continue;
            Breakdown[] named = [.. measure.Breakdowns.Where(b => b.Reports == baseline.Breakdown)];
            yield return (
                named.Length == 0 || named.Any(b => b.IsOpen || GroupsOf(b, feed).Contains(baseline.Group)),
                $"a baseline names group '{baseline.Group}', which '{baseline.Breakdown}' does not have.");
            yield return (
                baseline.Comparator.Length == 0 || measure.Comparisons.Any(c => named.Any(b => b.Name == c.Breakdown)
                    && c.Against == baseline.Comparator && c.Statistic == baseline.Statistic && (c.Groups.Count == 0 || c.Groups.Contains(baseline.Group))),
                $"a baseline is of a {baseline.Statistic.ToText()} between '{baseline.Group}' and '{baseline.Comparator}' that the measure does not make.");
        }
    }

    private static IEnumerable<string> GroupsOf(Breakdown breakdown, Feed feed) => breakdown.OrderedGroupsIn(feed).SelectMany(l => l).Select(g => g.Label);
}
