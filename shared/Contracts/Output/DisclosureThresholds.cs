namespace IncDiv.Contracts.Output;

/// <summary>The policy on small numbers (publication.md D6). Every pack prints the values that were used.</summary>
/// <param name="SurveyMinimumBase">A survey figure from fewer answers is not published.</param>
/// <param name="WorkforceMinimumCount">A workforce figure about fewer people is not published.</param>
public sealed record DisclosureThresholds(int SurveyMinimumBase = 10, int WorkforceMinimumCount = 5);
