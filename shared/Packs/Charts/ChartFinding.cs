namespace IncDiv.Packs.Charts;

/// <summary>The title of a chart says what it shows (publication.md D5), in words that the tests behind the figures support.</summary>
internal static class ChartFinding
{
    /// <summary>The results of tests in the order of a sentence.</summary>
    public static readonly IReadOnlyList<Significance> InOrder = [Significance.Lower, Significance.Higher, Significance.NoClearDifference];

    /// <summary>For a figure over time: its change on a year before.</summary>
    public static string DescribeChange(string what, MeasureRow row, MeasureRow? change, string figure) => (change, change?.Significance) switch
    {
        (_, Significance.Higher or Significance.Lower) => $"{what}: {figure}, {change.Significance.ToText()} than a year before",
        (_, Significance.NoClearDifference) => $"{what}: {figure}, no clear change on a year before",
        _ when row.Value is null => $"{what}: no figure for this quarter, {SymbolWords.Shown(row)}",
        _ => $"{what}: {figure}",
    };

    /// <summary>For groups that are each tested against a comparator: which are lower, which higher.</summary>
    /// <param name="tested">Name and significance of each group.</param>
    public static string DescribeTests(IReadOnlyList<(string Name, Significance Significance)> tested, string against)
    {
        List<string> parts = [];
        foreach (Significance significance in InOrder)
        {
            string[] names = [.. tested.Where(t => t.Significance == significance).Select(t => t.Name)];
            if (names.Length == 0)
                continue;
            // A long list of names becomes a count; the table has the names.
            string groups = names.Length <= 5 ? Wording.List(names) : $"{FigureFormat.Count(names.Length)} of {FigureFormat.Count(tested.Count)}";
            parts.Add(significance == Significance.NoClearDifference
                ? $"no clear difference between {groups} and {against}"
                : $"{groups} {significance.ToText()} than {against}");
        }
        return parts.Count == 0 ? "" : Wording.Capital(string.Join("; ", parts));
    }

    /// <summary>From the lowest figure to the highest.</summary>
    public static string DescribeRange(IReadOnlyList<(string Name, MeasureRow Row)> drawn, Func<MeasureRow, string> figure)
    {
        (string Name, MeasureRow Row) lowest = drawn.MinBy(p => p.Row.Value), highest = drawn.MaxBy(p => p.Row.Value);
        return lowest.Row == highest.Row
            ? $"{lowest.Name}: {figure(lowest.Row)}"
            : $"From {figure(lowest.Row)} ({lowest.Name}) to {figure(highest.Row)} ({highest.Name})";
    }
}
