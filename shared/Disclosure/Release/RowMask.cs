namespace IncDiv.Disclosure.Release;

/// <summary>Takes everything out of a row that tells of its figure: one status for the whole row (disclosure.md 4.3).</summary>
internal static class RowMask
{
    /// <summary>The row with <c>c</c>. A row without a figure says itself why ([x], [z]); there is nothing to hide in it.</summary>
    public static MeasureRow Mask(MeasureRow row, Measure measure) =>
        TellsThePast(measure, row) && HasFigure(row) ? WithoutTarget(Mask(row)) : Mask(row);

    /// <summary>Whether there is anything to hide in the row: it has a value or a base.</summary>
    public static bool HasFigure(MeasureRow row) => row is not { Value: null, N: null };

    /// <summary>The target of the row is a group's own level of the year before, and its source says so in words.</summary>
    public static bool TellsThePast(Measure measure, MeasureRow row) =>
        measure.Targets.Any(t => t.Kind == TargetKind.LowestRises && t.Breakdown == row.Breakdown);

    public static MeasureRow WithoutTarget(MeasureRow row) => row with { Target = null, BenchmarkSource = "", Status = TargetStatus.NoTarget };

    /// <inheritdoc cref="Mask(MeasureRow, Measure)"/>
    public static MeasureRow Mask(MeasureRow row) => !HasFigure(row) ? row : row with
    {
        Value = null,
        Lower = null,
        Upper = null,
        N = null,
        NEffective = null,
        PValue = null,
        PAdjusted = null,
        Significance = Significance.NotTested,
        // u and low tell something about the hidden figure; b, p and r only about the series.
        Symbol = Symbols.Suppressed | (row.Symbol & (Symbols.Break | Symbols.Provisional | Symbols.Revised)),
        Status = row.Status == TargetStatus.NoTarget ? row.Status : TargetStatus.NoData,
        Variation = Variation.None,
        Assurance = Assurance.None,
        Note = "",
    };
}
