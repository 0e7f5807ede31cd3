namespace IncDiv.Contracts.Catalogue;

/// <summary>Which groups of a breakdown are compared with what.</summary>
/// <param name="Groups">The groups compared; empty means each group other than the comparator.</param>
/// <param name="Against">The label of the comparator; for <see cref="ComparatorKind.Previous"/> the comparator is the previous group.</param>
/// <param name="Statistic">A gap or a ratio.</param>
public sealed record Comparison(string Breakdown, IReadOnlyList<string> Groups, ComparatorKind Kind, string Against, Statistic Statistic);

public enum ComparatorKind
{
    /// <summary>A named group.</summary>
    Group,

    /// <summary>All other groups of the breakdown together.</summary>
    Rest,

    /// <summary>The group below on the same ladder: the feeder rank.</summary>
    Previous,
}

/// <summary>A figure that a strategy printed. It is shown next to the current figure with its date, and is never part of the series.</summary>
/// <param name="Date">The date or period that the source gives, in its words.</param>
/// <param name="Source">Seed document and section.</param>
/// <param name="Comparator">Empty unless <paramref name="Statistic"/> is a gap or ratio.</param>
public sealed record Baseline(double Value, string Date, string Source, string Breakdown, string Group, string Comparator, Statistic Statistic);

/// <summary>A figure to compare with, in the unit of the measure.</summary>
public sealed record Benchmark(double Value, string Source);
