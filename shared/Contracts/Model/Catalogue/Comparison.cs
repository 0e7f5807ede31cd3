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

/// <summary>A target of a strategy, and the rows to which it applies.</summary>
/// <param name="Value">In the unit of the rows; for <see cref="TargetKind.LowestRises"/> the rise in a year.</param>
/// <param name="IsRelative">The rise is percent of the level a year before, not points.</param>
/// <param name="Breakdown">Name in the output; together with group and comparator it selects the rows.</param>
/// <param name="Comparator">Empty for levels.</param>
/// <param name="Source">Seed document and section.</param>
public sealed record Target(TargetKind Kind, double Value, bool IsRelative, string Breakdown, string Group, string Comparator, string Source)
{
    /// <summary>The target in words, such as <c>gap 0: ethnicity_broad BME against White (S003 pillar 3)</c>.</summary>
    public override string ToString()
    {
        string rows = $"{Breakdown}{(Group.Length > 0 ? $" {Group}" : "")}{(Comparator.Length > 0 ? $" against {Comparator}" : "")}";
        string rise = IsRelative ? FormattableString.Invariant($"{Value} %") : FormattableString.Invariant($"{Value} points");
        string asks = Kind switch
        {
            TargetKind.Number => FormattableString.Invariant($"{Value}"),
            TargetKind.Parity => FormattableString.Invariant($"parity, {Value}"),
            TargetKind.Gap => FormattableString.Invariant($"gap {Value}"),
            TargetKind.Direction when Comparator.Length > 0 => "gap smaller than a year before",
            TargetKind.Direction => "better than a year before",
            _ => $"the lowest rises by {rise} a year and the highest is kept",
        };
        return $"{asks}: {rows} ({Source})";
    }
}

/// <summary>The kinds of target. The word in brackets is used in the catalogue.</summary>
public enum TargetKind
{
    /// <summary>(number) The level reaches the value: at least, or at most where the measure should fall.</summary>
    Number,

    /// <summary>(parity) An index or ratio is 1, as it is printed with two decimals.</summary>
    Parity,

    /// <summary>(gap) The gap closes to the value, mostly 0: the group is no worse off than its comparator.</summary>
    Gap,

    /// <summary>(direction) The figure improves on a year before; a gap moves towards 0 from either side. Evaluated in <c>change</c> rows.</summary>
    Direction,

    /// <summary>(lowest rises) Of the groups of a breakdown, the one that was lowest a year before rises by the value, and the one that was highest does not
    /// fall (S000 section 3, hate crime).</summary>
    LowestRises,
}
