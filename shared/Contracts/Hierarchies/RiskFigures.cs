namespace IncDiv.Contracts.Hierarchies;

/// <summary>Re-identification risk of a table.</summary>
/// <param name="HighestProsecutorRisk">1 / smallest class: the intruder knows that the person is in the file.</param>
/// <param name="AverageProsecutorRisk">Mean over the records of 1 / class size = classes / records.</param>
/// <param name="MarketerRisk">Share of records that are expected to be matched when all are: equal to the average prosecutor risk.</param>
/// <param name="HighestJournalistRisk">
/// Proxy: the intruder does not know whether the person was sampled. sdcMicro's approximate individual risk with the population classes
/// taken as the file's, scaled up to the population; the prosecutor risk where the feed holds everyone.
/// </param>
public sealed record RiskFigures(
    long Classes,
    long SmallestClass,
    long UniqueRecords,
    double HighestProsecutorRisk,
    double AverageProsecutorRisk,
    double MarketerRisk,
    double HighestJournalistRisk,
    double AverageJournalistRisk);
