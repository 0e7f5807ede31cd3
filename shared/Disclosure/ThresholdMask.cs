using IncDiv.Contracts.Output;

namespace IncDiv.Disclosure;

/// <summary>
/// Primary suppression by base (disclosure.md 4.2 S3a and 4.3): a figure that rests on fewer people than the threshold is masked with
/// <c>c</c>, and so is every gap, ratio, index or change that one of its sides could be worked out from. This is not yet protection
/// against subtraction: small complements and secondary suppression over linked tables come as further steps over the same rows, after this one.
/// </summary>
public static class ThresholdMask
{
    private const string Workforce = "workforce";

    /// <summary>The same rows in the same order, masked where the thresholds say so; the default thresholds are those of publication.md D6.</summary>
    public static IReadOnlyList<MeasureRow> Apply(IReadOnlyList<MeasureRow> rows, DisclosureThresholds? thresholds = null)
    {
        thresholds ??= new DisclosureThresholds();
        var small = rows.Where(r => r.Statistic == "level" && IsSmall(r, thresholds)).Select(r => LevelOf(r, r.Group)).ToHashSet();
        return [.. rows.Select(r => IsSmall(r, thresholds) || small.Contains(LevelOf(r, r.Group)) || small.Contains(LevelOf(r, r.Comparator)) ? Mask(r) : r)];
    }

    // A count is its own base, and need not have an n beside it.
    private static bool IsSmall(MeasureRow row, DisclosureThresholds thresholds)
    {
        int minimum = row.Feed == Workforce ? thresholds.WorkforceMinimumCount : thresholds.SurveyMinimumBase;
        return (row.N > 0 && row.N < minimum) || (row is { Unit: "count", Statistic: "level", Value: > 0 } && row.Value < minimum);
    }

    private static (string Quarter, string Measure, string Window, string Breakdown, string Group) LevelOf(MeasureRow row, string group) =>
        (row.Quarter, row.MeasureId, row.Window, row.Breakdown, group);

    // A row without a figure says itself why ([x], [z]); there is nothing to hide in it.
    private static MeasureRow Mask(MeasureRow row) => row is { Value: null, N: null } ? row : row with
    {
        Value = null,
        Lower = null,
        Upper = null,
        N = null,
        NEffective = null,
        PValue = null,
        PAdjusted = null,
        Significance = "",
        Symbol = MaskedSymbol(row.Symbol),
        Status = row.Status == "no target" ? row.Status : "no data",
        Variation = "",
        Assurance = "",
        Note = "",
    };

    // u and low tell something about the hidden figure; b, p and r only about the series.
    private static string MaskedSymbol(string symbol) =>
        string.Join(' ', symbol.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(s => s is "b" or "p" or "r").Prepend("c"));
}
