namespace IncDiv.Contracts.Receipts;

/// <summary>What the next drop of a feed is compared with: sizes and rates, nothing about a person.</summary>
/// <param name="RowsRead">Rows of the file, accepted or not.</param>
/// <param name="Declared">For each special-category characteristic, how many accepted rows state it.</param>
/// <param name="Answered">For each required question, how many accepted rows answer it.</param>
/// <param name="Quarters">Accepted rows of each quarter, in order of time.</param>
/// <param name="Invited">People invited, as the drop's manifest states; null where it does not.</param>
public sealed record DropProfile(
    long RowsRead,
    long RowsRejected,
    IReadOnlyList<ColumnRate> Declared,
    IReadOnlyList<ColumnRate> Answered,
    IReadOnlyList<QuarterProfile> Quarters,
    long? Invited)
{
    /// <summary>Fewest rows for which a rate is kept: below it a rate says little, and much of each person.</summary>
    public const int MinBase = 10;
}

/// <summary>How many of the accepted rows hold a value that tells something in a column.</summary>
/// <param name="Base">The accepted rows, at least <see cref="DropProfile.MinBase"/>.</param>
public sealed record ColumnRate(string Column, long Count, long Base)
{
    /// <summary>In percent, 0 to 100.</summary>
    public double Percent => 100.0 * Count / Base;
}

/// <summary>The accepted rows of a quarter.</summary>
/// <param name="Flow">Joiners and leavers, where the feed has them.</param>
public sealed record QuarterProfile(string Quarter, long Rows, StrengthFlow? Flow);

/// <summary>How the strength of the workforce moved in a quarter.</summary>
/// <param name="Closing">In post at the end: the rows without the leavers.</param>
public sealed record StrengthFlow(long Joiners, long Leavers, long Closing);
