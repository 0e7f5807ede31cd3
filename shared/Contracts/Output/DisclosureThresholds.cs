namespace IncDiv.Contracts.Output;

/// <summary>The policy on small numbers (publication.md D6), as every pack prints it.</summary>
/// <param name="SurveyMinimumBase">A survey figure from fewer answers is not published.</param>
/// <param name="WorkforceMinimumCount">A workforce figure about fewer people is not published.</param>
/// <param name="GroupMinimum">In smaller groups it is not published that nobody, or everybody, has a property.</param>
/// <param name="IntervalWidth">So many persons at least lie between the lowest and the highest count that a suppressed figure could have.</param>
/// <param name="SensitiveCharacteristics">Figures about these are held to more.</param>
/// <param name="PolicyVersion">Of the disclosure policy.</param>
public sealed record DisclosureThresholds(
    int SurveyMinimumBase, int WorkforceMinimumCount, int GroupMinimum, int IntervalWidth, IReadOnlyList<string> SensitiveCharacteristics, int PolicyVersion);
