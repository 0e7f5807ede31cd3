namespace IncDiv.Disclosure.Linear;

/// <summary>An equation solved for one column, with 1 in it.</summary>
internal sealed record Pivot(int Column, int[] Columns, uint[] Values)
{
    public static Pivot Of(uint[] equation, int column)
    {
        uint inverse = ModularField.Inverse(equation[column]);
        int[] columns = [.. Enumerable.Range(0, equation.Length).Where(c => equation[c] != 0)];
        return new Pivot(column, columns, [.. columns.Select(c => ModularField.Multiply(equation[c], inverse))]);
    }

    /// <summary>Makes the column's entry of <paramref name="equation"/> 0.</summary>
    public void TakeOff(uint[] equation)
    {
        uint factor = equation[Column];
        if (factor == 0)
            return;
        for (int i = 0; i < Columns.Length; i++)
            equation[Columns[i]] = ModularField.Subtract(equation[Columns[i]], ModularField.Multiply(factor, Values[i]));
    }
}
