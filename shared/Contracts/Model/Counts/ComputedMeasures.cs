namespace IncDiv.Contracts.Counts;

/// <summary>The figures of a quarter before protection, with the counts behind them. Restricted.</summary>
/// <param name="Rows">Unsuppressed.</param>
/// <param name="Counts">For each row.</param>
/// <param name="People">The people whom the counts are about: of each feed those of the quarters that have data.</param>
public sealed record ComputedMeasures(IReadOnlyList<MeasureRow> Rows, IReadOnlyList<FigureCounts> Counts, IReadOnlyList<PeopleTable> People)
{
    /// <summary>Some of the figures, in their order; the people are the same.</summary>
    /// <param name="isKept">Of a row and its place.</param>
    public ComputedMeasures Where(Func<MeasureRow, int, bool> isKept) =>
        new([.. Rows.Where(isKept)], [.. Counts.Where((_, i) => isKept(Rows[i], i))], People);
}
