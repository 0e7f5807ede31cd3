namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>The privacy requirements for a released table (disclosure.md 5.3).</summary>
/// <param name="K">Minimum number of records that share all their quasi-identifiers.</param>
/// <param name="L">Minimum number of different known values of each sensitive column in a class; 1 means no requirement.</param>
/// <param name="SuppressionLimit">Maximum share of records that need local suppression when levels are searched, 0 to 1.</param>
/// <param name="PinnedLimit">The same limit at pinned levels. A quarter that needs more is not released.</param>
/// <param name="RandomlySuppressed">Minimum number of records of each class that are not released; the maximum is twice as many. So the file does not reveal
/// how many people are in none of its classes (4.4).</param>
public sealed record PrivacyModel(int K = 10, int L = 2, double SuppressionLimit = 0.01, double PinnedLimit = 0.05, int RandomlySuppressed = 0)
{
    /// <summary>Maximum number of records of a class that are left out.</summary>
    public int MaxRandomlySuppressed => 2 * RandomlySuppressed;

    /// <summary>The model for planning classes: records that are left out are added to k.</summary>
    public PrivacyModel Planned => this with { K = K + MaxRandomlySuppressed, RandomlySuppressed = 0 };
}
