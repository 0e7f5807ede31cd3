namespace IncDiv.Disclosure.Cover;

/// <summary>A number that a release shows or hides: a sum of cover rows (disclosure.md 4.1). Its true value follows from the rows' counts.</summary>
/// <param name="Key">Unique in the model; ties are broken by its ordinal order, and reports name it. It must not contain a value.</param>
/// <param name="Terms">The rows that it sums; empty for a zero that no row could fill.</param>
/// <param name="Importance">0 headline, 1 one-way, 2 two-way, 3 three-way; the lower, the later it is hidden.</param>
public sealed record CoverCell(string Key, IReadOnlyList<CoverTerm> Terms, int Importance)
{
    public CellState State { get; init; }

    /// <summary>Fewer persons than these are a secret once the cell is hidden, for whatever reason: nobody can tell why it is.</summary>
    public int SecretBelow { get; init; }

    /// <summary>Names the same number in other parts of a model that share no row with this one; empty if there is none.</summary>
    public string SameAs { get; init; } = "";

    /// <summary>Told by an earlier release: it stays public, also where it must be hidden from now on.</summary>
    public bool IsPublic { get; init; }

    /// <summary>It may be of nobody and hidden all the same. Of any other cell outsiders know that it is not: if it were, that would be shown.</summary>
    public bool MayBeNobody { get; init; }

    /// <summary>How wide an outsider's interval must stay if the cell is a primary, or a secret.</summary>
    public IntervalRequirement Requirement { get; init; } = IntervalRequirement.Standard;

    /// <summary>Hidden in the release before: published last, so that patterns stay stable.</summary>
    public bool HiddenBefore { get; init; }

    /// <summary>Persons behind the cell where that is not its value (rows, answers); null: its value.</summary>
    public long? Contributors { get; init; }
}
