namespace IncDiv.Contracts.Catalogue;

/// <summary>One measure of the catalogue (measures.md): what is computed, from which data, and how to interpret it.</summary>
/// <param name="Feed">Name of the feed, or <c>not supplied</c>.</param>
/// <param name="Numerator">The rows counted, among those of the denominator. For a rate, any rows of the feed.</param>
/// <param name="Denominator">The rows that the measure is about: valid answers, known values.</param>
/// <param name="Feeder">Promotion index only: the rows of the ranks from which people are promoted.</param>
/// <param name="Ladder">Promotion index only: the breakdown whose groups feed each other.</param>
/// <param name="Value">Means, medians and sums: the number of each row.</param>
/// <param name="Standard">Rate only: standardised to the mix of the groups of this breakdown (statistics.md C4).</param>
/// <param name="Strata">Proportion only: the strata of the sample; the standard error is then that of the design (C2), not Kish's approximation.</param>
/// <param name="Weight">The weight column; null for a headcount.</param>
/// <param name="Windows">The output has a row for each.</param>
/// <param name="PopulationShare">Representation index only: the group's share of the population, percent.</param>
/// <param name="Targets">Targets of the strategies, each with the rows to which it applies.</param>
/// <param name="CautionBelow">Figures with a smaller base have the symbol <c>u</c>.</param>
/// <param name="Source">Seed document and section.</param>
/// <param name="Notes">Printed with the figure, such as inconsistencies of the sources.</param>
public sealed record Measure(
    string Id, string Name, string Feed, MeasureKind Kind,
    Condition Numerator, Condition Denominator, Condition Feeder, Breakdown? Ladder, RowValue? Value, Breakdown? Standard, Breakdown? Strata, string? Weight,
    IReadOnlyList<MeasureWindow> Windows, Unit Unit, Polarity Polarity, IReadOnlyList<Breakdown> Breakdowns, IReadOnlyList<Comparison> Comparisons,
    Benchmark? Benchmark, Benchmark? PopulationShare, IReadOnlyList<Target> Targets, IReadOnlyList<Baseline> Baselines, int CautionBelow,
    string Source, IReadOnlyList<string> Notes)
{
    public const string NotSupplied = "not supplied";

    /// <summary>The window of the headline figure: the longer one, where there are several.</summary>
    public MeasureWindow MainWindow => Windows.FirstOrDefault(w => w != MeasureWindow.Quarter);

    /// <summary>The breakdowns that are tallied: those of the measure and, if it has a standard or strata, these and their intersections.</summary>
    public IReadOnlyList<Breakdown> Tallied { get; } = (Standard ?? Strata) is { } within
        ? [.. Breakdowns, .. Breakdowns.Any(b => b.Name == within.Name) ? Array.Empty<Breakdown>() : [within], .. Breakdowns.Select(b => b.By(within))]
        : Breakdowns;

    /// <summary>One of <see cref="Tallied"/>: the breakdown within the groups of the other.</summary>
    public Breakdown Crossed(Breakdown breakdown, Breakdown within)
    {
        string name = breakdown.By(within).Name;
        return Tallied.First(b => b.Name == name);
    }

    /// <summary>The computation in words, for readers who check a figure.</summary>
    public string Formula => Kind.Formula(this);
}
