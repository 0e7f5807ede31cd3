using IncDiv.Contracts.Policies;
using IncDiv.Disclosure.Editions;
using IncDiv.Disclosure.Release;

namespace IncDiv.Workflows.Computation;

/// <summary>Turns computed figures into released ones. Every path that writes figures for readers goes through it. It does not use storage.</summary>
public static class QuarterRelease
{
    /// <summary>Masks what must be masked of figures that nothing was published of before, and finishes the rest.</summary>
    /// <param name="computed">The unsuppressed figures of one quarter.</param>
    /// <param name="history">What was published before.</param>
    public static ReleasedMeasures Protect(
        ComputedMeasures computed, MeasureCatalogue catalogue, DisclosurePolicy policy, History history, CancellationToken cancellationToken)
    {
        ReleasedMeasures released = MeasureRelease.Protect(computed, catalogue, policy, history, Environment.ProcessorCount, cancellationToken);
        return released with { Rows = Finish(released.Rows, catalogue) };
    }

    /// <summary>The rows as they are written: what rests on several rows, such as p-values adjusted for the number of comparisons, is computed from the rows
    /// that are shown (disclosure.md S13), and all figures are rounded once (S14).</summary>
    /// <param name="released">Masked rows in full precision.</param>
    public static IReadOnlyList<MeasureRow> Finish(IReadOnlyList<MeasureRow> released, MeasureCatalogue catalogue) =>
        PublishedPrecision.Round(MultipleComparisons.Adjust([.. released.Select(PublishedPrecision.WithPrintedP)]), catalogue);
}
