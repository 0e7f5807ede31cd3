using IncDiv.Disclosure.Intervals;

namespace IncDiv.Disclosure.Cover;

/// <summary>Cells that sum the same rows: one number with one fate.</summary>
/// <param name="Keys">Ordinal order; the first stands for all.</param>
/// <param name="Rows">Ascending.</param>
/// <param name="Coefficients">Beside <paramref name="Rows"/>.</param>
internal sealed record CoverColumn(IReadOnlyList<string> Keys, int[] Rows, int[] Coefficients, long Value)
{
    public string Key => Keys[0];

    public int Importance { get; init; }

    public bool IsPrimary { get; init; }

    public bool IsForced { get; init; }

    public bool HiddenBefore { get; init; }

    public required IntervalRequirement Requirement { get; init; }

    public long Contributors { get; init; }

    /// <param name="row">One of <see cref="Rows"/>.</param>
    public int CoefficientOf(int row) => Coefficients[Array.BinarySearch(Rows, row)];

    /// <summary>What the cell is in a table with these counts.</summary>
    public long ValueOver(long[] counts)
    {
        long value = 0;
        for (int i = 0; i < Rows.Length; i++)
            value += Coefficients[i] * counts[Rows[i]];
        return value;
    }

    /// <inheritdoc cref="ValueOver(long[])"/>
    public double ValueOver(double[] counts)
    {
        double value = 0;
        for (int i = 0; i < Rows.Length; i++)
            value += Coefficients[i] * counts[Rows[i]];
        return value;
    }

    public static CoverColumn Merge(IReadOnlyList<CoverCell> cells, int[] rows, int[] coefficients, long value)
    {
        IEnumerable<CoverCell> primaries = cells.Where(c => c.State == CellState.Primary).DefaultIfEmpty(cells[0]);
        return new CoverColumn([.. cells.Select(c => c.Key)], rows, coefficients, value)
        {
            Importance = cells.Min(c => c.Importance),
            IsPrimary = cells.Any(c => c.State == CellState.Primary),
            IsForced = cells.Any(c => c.State == CellState.Forced),
            HiddenBefore = cells.All(c => c.HiddenBefore),
            Requirement = new IntervalRequirement(primaries.Max(c => c.Requirement.Width), primaries.Max(c => c.Requirement.Upper)),
            Contributors = cells.Min(c => c.Contributors ?? value),
        };
    }
}
