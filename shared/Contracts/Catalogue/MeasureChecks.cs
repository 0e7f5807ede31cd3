using IncDiv.Contracts.Feeds;

namespace IncDiv.Contracts.Catalogue;

/// <summary>What must hold between the fields of a measure, so that a mistake in the catalogue stops the start and not a quarter.</summary>
internal static class MeasureChecks
{
    /// <exception cref="InvalidDataException">A field is missing for the measure's kind, or names a group that does not exist.</exception>
    public static Measure Checked(this Measure measure, string at, Feed? feed)
    {
        bool needsValue = measure.Kind is MeasureKind.Mean or MeasureKind.Median or MeasureKind.MeanPayGap or MeasureKind.MedianPayGap;
        Require(!needsValue || measure.Value is not null, $"{at}: its kind needs a 'value'.");
        bool needsNumerator =
            measure.Kind is MeasureKind.Proportion or MeasureKind.Representation or MeasureKind.Promotion or MeasureKind.Rate;
        Require(!needsNumerator || measure.Numerator != Condition.Always, $"{at}: its kind needs a 'numerator'.");
        Require(
            measure.Kind != MeasureKind.Representation || measure.PopulationShare is { Value: > 0 },
            $"{at}: its kind needs a 'population_share'.");
        Require(measure.Kind != MeasureKind.Promotion || measure.Ladder is not null, $"{at}: its kind needs a 'ladder'.");
        Require(
            measure.Ladder is null || measure.Breakdowns.Contains(measure.Ladder),
            $"{at}: its ladder must be one of its breakdowns.");
        Require(measure.Unit != "percentage points" || measure.Kind == MeasureKind.Mean, $"{at}: only a mean is measured in percentage points.");
        Require(
            measure.Kind != MeasureKind.Promotion || measure.Breakdowns.All(b => b == measure.Ladder || b.Name == Breakdown.All),
            $"{at}: a promotion index is broken down by its ladder only.");
        bool compares = needsValue || measure.Kind is MeasureKind.Proportion or MeasureKind.Rate or MeasureKind.NotSupplied;
        Require(compares || measure.Comparisons.Count == 0, $"{at}: its kind compares no groups; write 'comparators: []'.");
        Require(
            measure.Kind is MeasureKind.Proportion or MeasureKind.Rate || measure.Comparisons.All(c => c.Statistic == "gap"),
            $"{at}: only shares are compared by ratio.");
        if (feed is not null)
            foreach (Comparison comparison in measure.Comparisons)
                CheckGroups(at, measure, comparison, feed);
        return measure;
    }

    private static void CheckGroups(string at, Measure measure, Comparison comparison, Feed feed)
    {
        Breakdown breakdown = measure.Breakdowns.FirstOrDefault(b => b.Name == comparison.Breakdown)
            ?? throw new InvalidDataException($"{at}: it compares within '{comparison.Breakdown}', which is not one of its breakdowns.");
        string[] known = [.. breakdown.LaddersIn(feed).SelectMany(l => l).Select(g => g.Label)];
        IEnumerable<string> named = comparison.Kind == ComparatorKind.Group ? comparison.Groups.Append(comparison.Against) : comparison.Groups;
        foreach (string group in named)
            Require(known.Contains(group), $"{at}: breakdown '{breakdown.Name}' has no group '{group}'.");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
            throw new InvalidDataException(message);
    }
}
