namespace IncDiv.Disclosure.Release;

/// <summary>One count of people that a release tells, or that follows from what it tells (disclosure.md 4.1).</summary>
internal sealed class Atom(PeopleSet set)
{
    public PeopleSet Set { get; } = set;

    public string Key { get; } = set.ToString();

    /// <summary>The count; null until it is worked out from others.</summary>
    public long? Value { get; set; }

    /// <summary>Persons, where the count is not one of persons (heads at several quarter ends).</summary>
    public long? Persons { get; set; }

    /// <summary>Rows of this release that tell it, as indices.</summary>
    public List<int> Rows { get; } = [];

    /// <summary>Counted in a base, not only in numerators.</summary>
    public bool IsBase { get; set; }

    /// <summary>The lowest importance of its rows counts: 0 headline.</summary>
    public int Importance { get; set; } = int.MaxValue;

    public bool IsPrimary { get; set; }

    public IntervalRequirement Requirement { get; set; } = IntervalRequirement.Standard;

    /// <summary>What an earlier release made of this very count; null: nothing.</summary>
    public LedgerEntry? Earlier { get; set; }

    /// <summary>Hidden a release ago: hidden again rather than another, so that patterns stay.</summary>
    public bool WasHidden { get; set; }

    /// <summary>Told only by tables that are not published at all.</summary>
    public bool IsWithheld { get; set; }

    /// <summary>Hidden only because it is of one or two people, or leaves so few: no reason where it is out already.</summary>
    public bool IsFew { get; set; }

    /// <summary>A small numerator of a base that is masked for its own sake: hidden as far as it can be.</summary>
    public bool IsSoft { get; set; }

    /// <summary>Earlier releases give it away: its rows are masked, and it is protected no more.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>Nobody tells it, and it is what is left when others are subtracted.</summary>
    public bool IsRest => Rows.Count == 0 && Earlier is null;

    /// <summary>Told by an earlier release, so that it is the same for everyone.</summary>
    public bool IsKnown => !IsPrimary && Earlier is { IsHidden: false };

    public void MakePrimary(IntervalRequirement requirement)
    {
        Requirement = IsPrimary
            ? new IntervalRequirement(Math.Max(Requirement.Width, requirement.Width), Math.Max(Requirement.Upper, requirement.Upper))
            : requirement;
        IsPrimary = true;
    }
}
