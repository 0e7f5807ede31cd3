namespace IncDiv.Contracts.Catalogue;

/// <summary>What a target asks; the word in brackets is the one written in the catalogue.</summary>
public enum TargetKind
{
    /// <summary>(number) The level reaches the value: at least, or at most where the measure should fall.</summary>
    Number,

    /// <summary>(parity) An index or ratio is 1, as it is printed with two decimals.</summary>
    Parity,

    /// <summary>(gap) The gap closes to the value, mostly 0: the group is no worse off than its comparator.</summary>
    Gap,

    /// <summary>(direction) The figure moves the wanted way against a year before, a gap towards 0 from either side; judged in <c>change</c> rows.</summary>
    Direction,

    /// <summary>
    /// (lowest rises) Of the groups of a breakdown, the one that was lowest a year before rises by the value, and the one that was highest
    /// is at least kept (S000 section 3, hate crime).
    /// </summary>
    LowestRises,
}
