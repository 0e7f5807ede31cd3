namespace IncDiv.Disclosure.Counts;

/// <summary>Which figures must be hidden for their own sake (disclosure.md 4.2 S3), on unweighted persons. Each rule looks at one figure only.</summary>
public static class PrimaryRules
{
    /// <summary>S3a: some persons, but fewer than the threshold.</summary>
    public static bool IsSmall(long persons, int minimum) => persons > 0 && persons < minimum;

    /// <summary>S3c: that nobody or everybody has the property tells it of each, in a small group or of a sensitive property.</summary>
    /// <param name="groupMinimum">Persons from which a group is not small.</param>
    public static bool DisclosesGroup(long numerator, long persons, int groupMinimum, bool isSensitive) =>
        persons > 0 && (numerator == 0 || numerator == persons) && (isSensitive || persons < groupMinimum);
}
