namespace IncDiv.Contracts.Counts;

/// <summary>The figures of a quarter before protection, with the counts behind them. Restricted.</summary>
/// <param name="Rows">Unsuppressed.</param>
/// <param name="Counts">For each row.</param>
public sealed record ComputedMeasures(IReadOnlyList<MeasureRow> Rows, IReadOnlyList<FigureCounts> Counts);
