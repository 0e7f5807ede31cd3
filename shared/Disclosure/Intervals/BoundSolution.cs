namespace IncDiv.Disclosure.Intervals;

/// <param name="Rows">A count for each cover row, not always whole.</param>
/// <param name="Binding">Published cells, and confined ones, that keep the value where it is, with what it would change for each person by which they were
/// uncertain; empty if the search stopped at enough.</param>
internal sealed record BoundSolution(double[] Rows, IReadOnlyList<(int Cell, double Dual)> Binding);
