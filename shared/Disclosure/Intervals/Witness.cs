namespace IncDiv.Disclosure.Intervals;

/// <summary>A table other than the true one, by what it changes.</summary>
/// <param name="Rows">Rows whose count differs.</param>
/// <param name="Changes">Beside <paramref name="Rows"/>.</param>
internal sealed record Witness(int[] Rows, double[] Changes)
{
    private const double Residual = 1e-7;

    public static Witness Of(double[] table, long[] truth)
    {
        int[] rows = [.. Enumerable.Range(0, truth.Length).Where(r => table[r] != truth[r])];
        return new Witness(rows, [.. rows.Select(r => table[r] - truth[r])]);
    }

    /// <summary>Whether the table still fits when the cell is published.</summary>
    public bool Keeps(CoverColumn cell)
    {
        double change = 0;
        for (int i = 0; i < Rows.Length; i++)
            if (Array.BinarySearch(cell.Rows, Rows[i]) is >= 0 and var place)
                change += cell.Coefficients[place] * Changes[i];
        return Math.Abs(change) <= Residual;
    }
}
