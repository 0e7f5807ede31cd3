namespace IncDiv.Contracts.Hierarchies;

/// <summary>What the recoding cost.</summary>
/// <param name="Precision">1 − mean of level / height over all cells; a suppressed cell counts as the last level.</param>
/// <param name="NonUniformEntropyLoss">
/// Mean over the quasi-identifiers of the entropy lost by their levels, the finest included, and by suppressed cells, as a share of all there was.
/// </param>
/// <param name="Discernibility">Σ class size².</param>
/// <param name="AverageClassSize">Records / classes / k (AECS): 1 is the least possible.</param>
/// <param name="SuppressedCells">Suppressed cells as a share of all cells of quasi-identifiers.</param>
public sealed record LossFigures(
    double Precision, double NonUniformEntropyLoss, double Discernibility, double AverageClassSize, double SuppressedCells, double SuppressedRecords);
