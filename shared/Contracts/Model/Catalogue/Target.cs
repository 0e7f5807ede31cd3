namespace IncDiv.Contracts.Catalogue;

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

    /// <summary>
    /// (lowest rises) Of the groups of a breakdown, the one that was lowest a year before rises by the value, and the one that was highest
    /// does not fall (S000 section 3, hate crime).
    /// </summary>
    LowestRises,
}
