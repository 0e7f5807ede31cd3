namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>What a released table must keep to (disclosure.md 5.3).</summary>
/// <param name="K">Least records that share all their quasi-identifiers.</param>
/// <param name="L">Least different known values of each sensitive column in a class; 1 asks for nothing.</param>
/// <param name="SuppressionLimit">Largest share of records that may be left to local suppression when levels are searched, 0 to 1.</param>
/// <param name="PinnedLimit">The same at given levels: a quarter that needs more is not released.</param>
/// <param name="RandomlySuppressed">
/// Least records of each class that are not released, and at most twice as many: so the file tells nobody how many people are in none of its classes (4.4).
/// </param>
public sealed record PrivacyModel(int K = 10, int L = 2, double SuppressionLimit = 0.01, double PinnedLimit = 0.05, int RandomlySuppressed = 0)
{
    /// <summary>Most records of a class that are left out.</summary>
    public int MaxRandomlySuppressed => 2 * RandomlySuppressed;

    /// <summary>What classes are planned with: those who are left out stand beside the k.</summary>
    public PrivacyModel Planned => this with { K = K + MaxRandomlySuppressed, RandomlySuppressed = 0 };
}
