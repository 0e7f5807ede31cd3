namespace IncDiv.Contracts.Catalogue;

public enum ComparatorKind
{
    /// <summary>A named group.</summary>
    Group,

    /// <summary>All other groups of the breakdown together.</summary>
    Rest,

    /// <summary>The group below on the same ladder: the feeder rank.</summary>
    Previous,
}
