namespace IncDiv.Disclosure.Cover;

/// <summary>Cells that sum the same rows: one number with one fate.</summary>
/// <param name="Keys">Ordinal order; the first stands for all.</param>
/// <param name="Rows">Ascending.</param>
/// <param name="Coefficients">Beside <paramref name="Rows"/>.</param>
internal sealed record CoverColumn(IReadOnlyList<string> Keys, int[] Rows, int[] Coefficients)
{
    public string Key => Keys[0];

    /// <summary>The true value.</summary>
    public long Value { get; init; }

    public int Importance { get; init; }

    public bool IsPrimary => PrimaryKeys.Count > 0;

    /// <summary>Those of the keys whose cell is a primary.</summary>
    public IReadOnlyList<string> PrimaryKeys { get; init; } = [];

    public bool IsForced { get; init; }

    public bool HiddenBefore { get; init; }

    /// <summary>Names of the same number elsewhere.</summary>
    public IReadOnlyList<string> SameAs { get; init; } = [];

    /// <summary>It may be of nobody and hidden all the same.</summary>
    public bool MayBeNobody { get; init; }

    /// <summary>To be protected if it is hidden.</summary>
    public bool IsSecret { get; init; }

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

    /// <param name="cells">Of the same column, in ordinal order of their keys. What one of them needs, all get.</param>
    /// <param name="counts">The true count of each row.</param>
    public static CoverColumn Merge(IReadOnlyList<CoverCell> cells, int[] rows, int[] coefficients, long[] counts)
    {
        IEnumerable<CoverCell> primaries = cells.Where(c => c.State == CellState.Primary).DefaultIfEmpty(cells[0]);
        var column = new CoverColumn([.. cells.Select(c => c.Key)], rows, coefficients)
        {
            Importance = cells.Min(c => c.Importance),
            PrimaryKeys = [.. cells.Where(c => c.State == CellState.Primary).Select(c => c.Key)],
            SameAs = [.. cells.Select(c => c.SameAs).Where(s => s.Length > 0)],
            IsForced = cells.Any(c => c.IsPublic || c.State == CellState.Forced),
            HiddenBefore = cells.All(c => c.HiddenBefore),
            MayBeNobody = cells.All(c => c.MayBeNobody),
            Requirement = new IntervalRequirement(primaries.Max(c => c.Requirement.Width), primaries.Max(c => c.Requirement.Upper)),
        };
        long value = column.ValueOver(counts);
        long persons = cells.Min(c => c.Contributors ?? value);
        return column with { Value = value, Contributors = persons, IsSecret = column.IsPrimary || (persons > 0 && cells.Any(c => persons < c.SecretBelow)) };
    }
}
