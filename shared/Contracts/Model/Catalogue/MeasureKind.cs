namespace IncDiv.Contracts.Catalogue;

/// <summary>A kind of measure: what it needs of the catalogue, what is added up for it, and how it is described. A new kind is a class of its own, registered
/// in <see cref="All"/>; <c>Measures/Estimators</c> turns its sums into figures.</summary>
/// <param name="name">Its name in the catalogue.</param>
public abstract class MeasureKind(
    string name, bool isShare = false, bool isValued = false, bool hasGaps = false, bool hasRatios = false,
    bool takesStrata = false, bool takesStandard = false)
{
    public static MeasureKind Proportion { get; } = new ProportionKind();

    public static MeasureKind Representation { get; } = new RepresentationKind();

    public static MeasureKind Promotion { get; } = new PromotionKind();

    public static MeasureKind Rate { get; } = new RateKind();

    public static MeasureKind Count { get; } = new CountKind();

    public static MeasureKind Mean { get; } = new MeanKind();

    public static MeasureKind Median { get; } = new MedianKind();

    public static MeasureKind MeanPayGap { get; } = new PayGapKind("mean");

    public static MeasureKind MedianPayGap { get; } = new PayGapKind("median");

    public static MeasureKind ResponseRate { get; } = new ResponseRateKind();

    public static MeasureKind NotSupplied { get; } = new NotSuppliedKind();

    /// <summary>All kinds, in the order in which they are described.</summary>
    public static IReadOnlyList<MeasureKind> All { get; } =
        [Proportion, Representation, Promotion, Rate, Count, Mean, Median, MeanPayGap, MedianPayGap, ResponseRate, NotSupplied];

    public string Name { get; } = name;

    /// <summary>It needs a numerator.</summary>
    public bool IsShare { get; } = isShare;

    /// <summary>It needs the number of each row.</summary>
    public bool IsValued { get; } = isValued;

    /// <summary>Groups can be compared by gap.</summary>
    public bool HasGaps { get; } = hasGaps;

    /// <summary>Groups can be compared by ratio.</summary>
    public bool HasRatios { get; } = hasRatios;

    /// <summary>The sample can have strata; the standard error is then that of the design.</summary>
    public bool TakesStrata { get; } = takesStrata;

    /// <summary>It can be standardised to the mix of the groups of a breakdown.</summary>
    public bool TakesStandard { get; } = takesStandard;

    /// <summary>What must hold of a measure besides, each with what is wrong if it does not.</summary>
    public virtual IEnumerable<(bool Holds, string Problem)> Rules(Measure measure) => [];

    /// <summary>What is added up over the rows, in the order that its estimator expects.</summary>
    public virtual IReadOnlyList<Accumulation> Accumulations(Measure measure) => [];

    /// <summary>The unit of a gap.</summary>
    public virtual Unit GapUnit(Measure measure) => measure.Unit == Unit.Percent ? Unit.PercentagePoints : measure.Unit;

    /// <summary>The computation in words, for readers who check a figure.</summary>
    public abstract string Formula(Measure measure);

    /// <summary>The interval of its levels and comparisons in words, with the section of statistics.md.</summary>
    public virtual string Interval(Measure measure) => "none";

    public override string ToString() => Name;

    protected static Accumulation ShareOf(Measure measure) => new(measure.Denominator, measure.Numerator);

    protected static (bool Holds, string Problem) MustBePercent(Measure measure) => (measure.Unit == Unit.Percent, "a share is in percent.");

    protected static string ShareInWords(Measure measure) => $"{RowsInWords(measure)} where {measure.Numerator} / those where {measure.Denominator}";

    protected static string RowsInWords(Measure measure) => measure.Weight is null ? "rows" : $"weighted ({measure.Weight}) rows";

    protected static string Where(Measure measure) => measure.Denominator.ToString() is { Length: > 0 } words ? $" where {words}" : "";
}

/// <summary>One quantity that a measure adds up over the rows: a share (0 or 1 for each row) or a value.</summary>
/// <param name="Rows">The rows that are counted.</param>
/// <param name="Ones">Share: the rows among them with y = 1.</param>
/// <param name="Value">Null for a share.</param>
/// <param name="KeepsValues">True for a median, which needs the single values, and where they must be counted.</param>
public sealed record Accumulation(Condition Rows, Condition Ones, RowValue? Value = null, bool KeepsValues = false);
