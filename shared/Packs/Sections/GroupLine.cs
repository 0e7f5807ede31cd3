using IncDiv.Contracts.Html;
using IncDiv.Contracts.Output;
using IncDiv.Packs.Figures;

namespace IncDiv.Packs.Sections;

/// <summary>A group's level with all its comparisons: group, figure, interval, base, comparison.</summary>
internal static class GroupLine
{
    public static IEnumerable<Node> Of(IGrouping<string, MeasureRow> group)
    {
        MeasureRow? level = group.FirstOrDefault(r => r.Statistic == "level");
        List<MeasureRow> comparisons = [.. group.Where(r => r.Statistic != "level")];
        Node compared = comparisons.Count == 0 ? "none published" : Tag.Of("div", comparisons.Select(Cells.Comparison));
        return level is null
            ? [group.Key, "none", "none", "none", compared]
            : [group.Key, FigureFormat.InTable(level), FigureFormat.Interval(level), FigureFormat.Base(level), compared];
    }
}
