namespace IncDiv.Contracts.Hierarchies;

/// <summary>
/// Risk and information loss of one <c>bi</c> file (disclosure.md 5.3 and 5.4). Rates and risks are shares from 0 to 1. Written as
/// <c>risk.json</c>; holds counts of classes only, never a value of a person.
/// </summary>
/// <param name="Hierarchies">Hierarchy name to version.</param>
/// <param name="WithheldColumns">
/// Sensitive columns left blank because the whole file holds fewer than l different answers, and then columns that would tell these.
/// </param>
/// <param name="NodePinned">The levels were given, not searched.</param>
/// <param name="RecordsAtRisk">Records in a class below k, or below l different sensitive values, in the written file; 0 unless the check failed.</param>
/// <param name="SuppressedRecords">Records with at least one suppressed cell.</param>
/// <param name="LeftOutRecords">Records that the file lacks, of <paramref name="Records"/>.</param>
/// <param name="Before">Risk were the curated columns released as they are.</param>
/// <param name="After">Risk of the written file, a suppressed value counting as a value of its own.</param>
/// <param name="Subsets">Smallest class on each three quasi-identifiers that include the borough or rank column.</param>
/// <param name="Measures">Published measures computed again from the file; filled by the flow that can.</param>
public sealed record RiskReport(
    string Feed,
    string Quarter,
    int ContractVersion,
    int ReleaseVersion,
    IReadOnlyDictionary<string, int> Hierarchies,
    int K,
    int L,
    double SuppressionLimit,
    bool NodePinned,
    long Records,
    long RecordsAtRisk,
    long SuppressedRecords,
    long LeftOutRecords,
    IReadOnlyList<string> WithheldColumns,
    RiskFigures Before,
    RiskFigures After,
    LossFigures Loss,
    IReadOnlyList<ColumnLoss> Columns,
    IReadOnlyList<GroupSuppression> Groups,
    IReadOnlyList<SubsetClass> Subsets,
    IReadOnlyList<MeasureDifference> Measures,
    IReadOnlyList<string> Warnings);
