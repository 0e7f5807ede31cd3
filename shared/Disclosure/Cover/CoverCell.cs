namespace IncDiv.Disclosure.Cover;

/// <summary>A number that a release shows or hides: a sum of cover rows (disclosure.md 4.1). Its true value follows from the rows' counts.</summary>
/// <param name="Key">Unique in the model; ties are broken by its ordinal order, and reports name it. It must not contain a value.</param>
/// <param name="Terms">The rows that it sums; empty for a zero that no row could fill.</param>
/// <param name="Importance">0 headline, 1 one-way, 2 two-way, 3 three-way; the lower, the later it is hidden.</param>
public sealed record CoverCell(string Key, IReadOnlyList<CoverTerm> Terms, int Importance)
{
    public CellState State { get; init; }

    /// <summary>How wide an outsider's interval must stay if the cell is a primary.</summary>
    public IntervalRequirement Requirement { get; init; } = IntervalRequirement.Standard;

    /// <summary>Hidden in the release before: published last, so that patterns stay stable.</summary>
    public bool HiddenBefore { get; init; }

    /// <summary>Persons behind the cell where that is not its value (rows, answers); null: its value.</summary>
    public long? Contributors { get; init; }
}
