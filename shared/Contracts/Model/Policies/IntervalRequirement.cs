namespace IncDiv.Contracts.Policies;

/// <summary>What must stay uncertain about a hidden primary (disclosure.md 4.2 S7), in persons.</summary>
/// <param name="Width">Least distance between the lowest and the highest feasible count.</param>
/// <param name="Upper">Least value of the highest feasible count.</param>
public sealed record IntervalRequirement(int Width, int Upper)
{
    /// <summary>At least six feasible counts; that the cell is small may be known.</summary>
    public static IntervalRequirement Standard { get; } = new(5, 5);

    /// <summary>The cell cannot even be proven small.</summary>
    /// <param name="minimumCount">The threshold of the primary rule.</param>
    public static IntervalRequirement Strict(int minimumCount) => new(minimumCount, minimumCount);

    public bool IsMetBy(long lower, long upper) => upper - lower >= Width && upper >= Upper;
}
