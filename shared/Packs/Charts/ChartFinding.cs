using IncDiv.Packs.Figures;

namespace IncDiv.Packs.Charts;

/// <summary>The title of a chart says what it shows (publication.md D5), in words that the tests behind the figures support.</summary>
internal static class ChartFinding
{
    /// <summary>For the groups of one measure: who differs from the comparator.</summary>
    public static string OfGroups(Measure measure, string breakdown, IReadOnlyList<ChartPoint> drawn)
    {
        var gaps = measure.Rows(breakdown).Where(r => r.Statistic == "gap" && drawn.Any(p => p.Row.Group == r.Group)).ToList();
        if (gaps.Count == 0 || gaps.Select(g => g.Comparator).Distinct(StringComparer.Ordinal).Count() > 1)
            return OfRange(drawn);
        List<string> parts = [];
        foreach (string significance in (string[])["lower", "higher", "no clear difference"])
        {
            string[] groups = [.. gaps.Where(g => g.Significance == significance).Select(g => g.Group)];
            if (groups.Length == 0)
                continue;
            parts.Add(significance == "no clear difference"
                ? $"no clear difference between {Wording.List(groups)} and {gaps[0].Comparator}"
                : $"{Wording.List(groups)} {significance} than {gaps[0].Comparator}");
        }
        return parts.Count == 0 ? OfRange(drawn) : Capital(string.Join("; ", parts));
    }

    /// <summary>For several measures: from the lowest figure to the highest.</summary>
    public static string OfRange(IReadOnlyList<ChartPoint> drawn)
    {
        ChartPoint lowest = drawn.MinBy(p => p.Row.Value)!;
        ChartPoint highest = drawn.MaxBy(p => p.Row.Value)!;
        return lowest == highest
            ? $"{lowest.Label}: {FigureFormat.InTable(lowest.Row)}"
            : $"From {FigureFormat.InTable(lowest.Row)} ({lowest.Label}) to {FigureFormat.InTable(highest.Row)} ({highest.Label})";
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
