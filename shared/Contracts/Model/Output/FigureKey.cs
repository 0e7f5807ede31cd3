namespace IncDiv.Contracts.Output;

/// <summary>The key of a row: no quarter has two rows with the same.</summary>
/// <param name="Comparator">Empty for a level.</param>
public readonly record struct FigureKey(string MeasureId, Statistic Statistic, string Breakdown, string Group, string Comparator, MeasureWindow Window)
{
    /// <summary>The key of a figure of one group.</summary>
    public FigureKey Of(Statistic statistic, string group) => this with { Statistic = statistic, Group = group, Comparator = "" };

    /// <summary>For messages.</summary>
    public override string ToString() => $"{MeasureId}|{Window.ToText()}|{Statistic.ToText()}|{Breakdown}|{Group}|{Comparator}";
}
