namespace IncDiv.Contracts.Hierarchies;

/// <summary>One quasi-identifier.</summary>
/// <param name="Distinction">Distinct values / records before recoding.</param>
/// <param name="Separation">Share of pairs of records that the column alone tells apart before recoding.</param>
public sealed record ColumnLoss(
    string Column,
    string Hierarchy,
    int Level,
    string LevelName,
    int Height,
    double NonUniformEntropyLoss,
    long SuppressedCells,
    double SuppressedShare,
    double Distinction,
    double Separation);
