namespace IncDiv.Contracts.Microdata;

/// <summary>Risk and information loss of one <c>bi</c> file (disclosure.md 5.3 and 5.4). Rates and risks are shares from 0 to 1. Written as <c>risk.json</c>;
/// holds counts of classes only, never a value of a person.</summary>
/// <param name="Hierarchies">Hierarchy name to version.</param>
/// <param name="WithheldColumns">Sensitive columns left blank because the whole file holds fewer than l different answers, and then columns that would reveal
/// these.</param>
/// <param name="NodePinned">True if the levels were pinned, false if they were searched.</param>
/// <param name="RecordsAtRisk">Records in a class below k, or below l different sensitive values, in the written file; 0 unless the check failed.</param>
/// <param name="SuppressedRecords">Records with at least one suppressed cell.</param>
/// <param name="LeftOutRecords">Number of <paramref name="Records"/> that the file leaves out.</param>
/// <param name="Before">Risk if the curated columns were released unchanged.</param>
/// <param name="After">Risk of the written file, with a suppressed value as a value of its own.</param>
/// <param name="Subsets">Smallest class on each three quasi-identifiers of which one is well known, such as the place.</param>
/// <param name="Measures">Published measures computed again from the file; filled by the workflow that has the published measures.</param>
public sealed record RiskReport(
    string Feed, string Quarter, int ContractVersion, int ReleaseVersion, IReadOnlyDictionary<string, int> Hierarchies,
    int K, int L, double SuppressionLimit, bool NodePinned,
    long Records, long RecordsAtRisk, long SuppressedRecords, long LeftOutRecords, IReadOnlyList<string> WithheldColumns,
    RiskFigures Before, RiskFigures After, LossFigures Loss, IReadOnlyList<ColumnLoss> Columns, IReadOnlyList<GroupSuppression> Groups,
    IReadOnlyList<SubsetClass> Subsets, IReadOnlyList<MeasureDifference> Measures, IReadOnlyList<string> Warnings);

/// <summary>One quasi-identifier.</summary>
/// <param name="Distinction">Distinct values / records before recoding.</param>
/// <param name="Separation">Share of pairs of records that the column alone distinguishes before recoding.</param>
public sealed record ColumnLoss(
    string Column, string Hierarchy, int Level, string LevelName, int Height,
    double NonUniformEntropyLoss, long SuppressedCells, double SuppressedShare, double Distinction, double Separation);

/// <summary>The suppression of a group of people.</summary>
/// <param name="Ratio">The group's suppressed share / that of everyone else; null where nobody else's cells were suppressed.</param>
/// <param name="Warns">True if the group's suppressed share is more than 1.5 times that of the others.</param>
public sealed record GroupSuppression(string Column, string Group, long Records, long SuppressedRecords, double SuppressedShare, double? Ratio, bool Warns);

/// <summary>The information loss of the recoding.</summary>
/// <param name="Precision">1 − mean of level / height over all cells; a suppressed cell counts as the last level.</param>
/// <param name="NonUniformEntropyLoss">Mean over the quasi-identifiers of the entropy lost by their levels, the finest included, and by suppressed cells, as a
/// share of the original entropy.</param>
/// <param name="Discernibility">Σ class size².</param>
/// <param name="AverageClassSize">Records / classes / k (AECS): 1 is the minimum.</param>
/// <param name="SuppressedCells">Suppressed cells as a share of all cells of quasi-identifiers.</param>
public sealed record LossFigures(
    double Precision, double NonUniformEntropyLoss, double Discernibility, double AverageClassSize, double SuppressedCells, double SuppressedRecords);

/// <summary>A published measure computed again from the file.</summary>
public sealed record MeasureDifference(string Id, double? Official, double? Bi, double? Difference);

/// <summary>Re-identification risk of a table.</summary>
/// <param name="HighestProsecutorRisk">1 / smallest class: the intruder knows that the person is in the file.</param>
/// <param name="AverageProsecutorRisk">Mean over the records of 1 / class size = classes / records.</param>
/// <param name="MarketerRisk">Share of records that are expected to be matched when all are: equal to the average prosecutor risk.</param>
/// <param name="HighestJournalistRisk">Proxy: the intruder does not know whether the person was sampled. sdcMicro's approximate individual risk with the
/// population classes taken as the file's, scaled up to the population; the prosecutor risk where the feed holds everyone.</param>
public sealed record RiskFigures(
    long Classes, long SmallestClass, long UniqueRecords,
    double HighestProsecutorRisk, double AverageProsecutorRisk, double MarketerRisk, double HighestJournalistRisk, double AverageJournalistRisk);

/// <summary>The smallest class on a subset of the quasi-identifiers, in the written file.</summary>
public sealed record SubsetClass(IReadOnlyList<string> Columns, long SmallestClass);
