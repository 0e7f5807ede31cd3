using IncDiv.Contracts.Policies;
using IncDiv.Disclosure.Release;

namespace IncDiv.Workflows.Computation;

/// <summary>Makes of computed figures those that may come out. Every path that writes figures for readers goes through it. It does not use storage.</summary>
public static class QuarterRelease
{
    /// <summary>Masks what must be masked. What rests on several rows, such as p-values adjusted for the number of comparisons, is computed from the rows that
    /// are shown (disclosure.md S13), and all figures are rounded once (S14).</summary>
    /// <param name="computed">The unsuppressed rows of one quarter.</param>
    /// <param name="history">What was published before; null for nothing.</param>
    /// <param name="threads">The result does not depend on it.</param>
    public static ReleasedMeasures Protect(
        IReadOnlyList<MeasureRow> computed, MeasureCatalogue catalogue, DisclosurePolicy policy, History? history, int threads,
        CancellationToken cancellationToken)
    {
        ReleasedMeasures released = MeasureRelease.Protect(computed, catalogue, policy, history, threads, cancellationToken);
        return released with { Rows = PublishedPrecision.Round(MultipleComparisons.Adjust(released.Rows), catalogue) };
    }
}
