namespace IncDiv.Disclosure.Cover;

/// <summary>A column by its content, so that equal ones can be found.</summary>
internal sealed class SparseColumn(int[] rows, int[] coefficients) : IEquatable<SparseColumn>
{
    private readonly int _hash = HashOf(rows, coefficients);

    public int[] Rows { get; } = rows;

    public int[] Coefficients { get; } = coefficients;

    /// <param name="places">New place of each row; −1: the row is gone. Rows that came to the same place look the same to every cell.</param>
    public static SparseColumn Of(IReadOnlyList<CoverTerm> terms, int[] places)
    {
        var rows = new int[terms.Count];
        var coefficients = new int[terms.Count];
        for (int i = 0; i < rows.Length; i++)
            (rows[i], coefficients[i]) = (places[terms[i].Row], terms[i].Coefficient);
        Array.Sort(rows, coefficients);
        int kept = 0;
        for (int i = 0; i < rows.Length; i++)
            if (kept == 0 || rows[kept - 1] != rows[i])
                (rows[kept], coefficients[kept++]) = (rows[i], coefficients[i]);
        return new SparseColumn(rows[..kept], coefficients[..kept]);
    }

    public bool Equals(SparseColumn? other) =>
        other is not null && Rows.AsSpan().SequenceEqual(other.Rows) && Coefficients.AsSpan().SequenceEqual(other.Coefficients);

    public override bool Equals(object? obj) => Equals(obj as SparseColumn);

    public override int GetHashCode() => _hash;

    private static int HashOf(int[] rows, int[] coefficients)
    {
        uint hash = 17;
        for (int i = 0; i < rows.Length; i++)
            hash = (hash * 31 + (uint)rows[i]) * 31 + (uint)coefficients[i];
        return (int)hash;
    }
}
