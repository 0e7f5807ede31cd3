namespace IncDiv.Measures;

/// <summary>The one precision in which figures are released, wherever they are read (disclosure.md S14): percent, percentage points, years and pounds with
/// one decimal, ratios with two, p-values with three, counts and effective bases whole. Halves are rounded away from zero. Full precision reveals more of the
/// people behind a figure than anybody needs, above all where two editions are compared.</summary>
public static class PublishedPrecision
{
    private const int OfPValues = 3;

    // With two decimals an index would be finer than its share, which has one, where a hundredth of the population's share is less than a tenth of a point.
    private const double SmallPopulationShare = 10;

    /// <summary>The rows as they are released. A figure that rounds to zero and is not zero carries the symbol <c>low</c>.</summary>
    public static IReadOnlyList<MeasureRow> Round(IReadOnlyList<MeasureRow> rows, MeasureCatalogue catalogue) =>
    [
        .. rows.Select(r => Round(r, catalogue.Find(r.MeasureId) ?? throw new InvalidOperationException($"The catalogue has no measure {r.MeasureId}."))),
    ];

    /// <summary>The row with its p-value as it is released. Adjusted p-values are made of these: else they would show more digits of them.</summary>
    public static MeasureRow WithPrintedP(MeasureRow row) => row with { PValue = Rounded(row.PValue, OfPValues) };

    private static MeasureRow Round(MeasureRow row, Measure measure)
    {
        int decimals = DecimalsOf(row, measure);
        double? value = Rounded(row.Value, decimals);
        return row with
        {
            Value = value,
            Lower = Rounded(row.Lower, decimals),
            Upper = Rounded(row.Upper, decimals),
            NEffective = Rounded(row.NEffective, 0),
            PValue = Rounded(row.PValue, OfPValues),
            PAdjusted = Rounded(row.PAdjusted, OfPValues),
            Target = IsLevelOfAYearBefore(row, measure) ? Rounded(row.Target, decimals) : row.Target,
            Symbol = value == 0 && row.Value != 0 ? row.Symbol | Symbols.Low : row.Symbol,
        };
    }

    private static int DecimalsOf(MeasureRow row, Measure measure) => row.Unit switch
    {
        Unit.Count => 0,
        Unit.Ratio => measure.PopulationShare is { Value: < SmallPopulationShare } ? 1 : 2,
        _ => 1,
    };

    private static bool IsLevelOfAYearBefore(MeasureRow row, Measure measure) =>
        measure.Targets.Any(t => t.Kind == TargetKind.LowestRises && t.Breakdown == row.Breakdown);

    // Adding zero takes the sign off a zero.
    private static double? Rounded(double? value, int decimals) =>
        value is { } number ? (double)Rounding.Round(number, decimals) + 0.0 : null;
}
