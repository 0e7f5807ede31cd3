namespace IncDiv.Disclosure.Counts;

/// <summary>How many people of a population there are: told by figures of this release, by an earlier one, or left when others are subtracted.</summary>
/// <param name="less">Populations that are taken off it; none for most.</param>
internal sealed class PopulationCount(Population who, IReadOnlyList<Population> less)
{
    private bool _isPrimary;

    public Population Who { get; } = who;

    public IReadOnlyList<Population> Less { get; } = less;

    /// <summary>Names it; holds no count.</summary>
    public string Key { get; } = KeyOf(who, less);

    /// <summary>Of heads at several quarter ends the mean.</summary>
    public long Persons { get; set; }

    /// <summary>Rows of this release that tell it, as indices.</summary>
    public List<int> Rows { get; } = [];

    public bool IsBase { get; set; }

    /// <summary>Hidden for its own sake. That a base is of nobody is no secret, unless they would have a sensitive property.</summary>
    public bool IsPrimary => _isPrimary && (Persons > 0 || !IsBase || HidesNobody);

    /// <summary>People with a sensitive property: that there is nobody is hidden, too.</summary>
    public bool HidesNobody { get; set; }

    public IntervalRequirement Requirement { get; private set; } = IntervalRequirement.NotExact;

    /// <summary>What an earlier release made of it; null: nothing.</summary>
    public LedgerEntry? Earlier { get; set; }

    /// <summary>Suppressed a quarter ago.</summary>
    public bool HiddenBefore { get; set; }

    public static string KeyOf(Population who, IReadOnlyList<Population> less) => less.Count == 0 ? who.Key : $"{who.Key} less {string.Join(", ", less)}";

    /// <summary>Asks that outsiders stay so uncertain of it if it is hidden.</summary>
    public void Require(IntervalRequirement requirement) => Requirement =
        new IntervalRequirement(Math.Max(Requirement.Width, requirement.Width), Math.Max(Requirement.Upper, requirement.Upper));

    public void MakePrimary(IntervalRequirement requirement)
    {
        _isPrimary = true;
        Require(requirement);
    }
}
