using System.Text.Json.Serialization;

namespace IncDiv.Contracts.Output;

/// <summary>One row of the measures table: measure × breakdown × group × statistic. Properties are in the order of the published columns (outputs.md section
/// 2); percent is 0 to 100, intervals are 95 %, a value is null where a symbol gives the reason.</summary>
public sealed record MeasureRow
{
    public required string Quarter { get; init; }

    public required DateOnly PeriodStart { get; init; }

    public required DateOnly PeriodEnd { get; init; }

    public required MeasureWindow Window { get; init; }

    public required string MeasureId { get; init; }

    public required string MeasureName { get; init; }

    public required string Feed { get; init; }

    public required string Breakdown { get; init; }

    public required string Group { get; init; }

    /// <summary>Empty for a level.</summary>
    public string Comparator { get; init; } = "";

    public required Statistic Statistic { get; init; }

    public required Unit Unit { get; init; }

    public double? Value { get; init; }

    public double? Lower { get; init; }

    public double? Upper { get; init; }

    /// <summary>Unweighted answers in the denominator.</summary>
    public int? N { get; init; }

    /// <summary>Kish effective sample size.</summary>
    public double? NEffective { get; init; }

    public double? PValue { get; init; }

    public Significance Significance { get; init; }

    public Symbols Symbol { get; init; }

    public required Polarity Polarity { get; init; }

    public double? Benchmark { get; init; }

    public double? Target { get; init; }

    public string BenchmarkSource { get; init; } = "";

    public TargetStatus Status { get; init; }

    public Variation Variation { get; init; }

    public Assurance Assurance { get; init; }

    public int Edition { get; init; } = 1;

    public required string CatalogueVersion { get; init; }

    /// <summary><see cref="PValue"/> adjusted for all comparisons of the table, each in the window that a pack shows, or for all other discrete quarters
    /// (Benjamini and Hochberg). <see cref="Significance"/> follows it.</summary>
    public double? PAdjusted { get; init; }

    /// <summary>A remark on the figure, such as the result of the four-fifths test with that of its interval; otherwise empty.</summary>
    public string Note { get; init; } = "";

    [JsonIgnore]
    public FigureKey Key => new(MeasureId, Statistic, Breakdown, Group, Comparator, Window);
}

/// <summary>The policy on small numbers (publication.md D6), as every pack prints it.</summary>
/// <param name="SurveyMinimumBase">A survey figure based on fewer answers is not published.</param>
/// <param name="WorkforceMinimumCount">A workforce figure based on fewer people is not published.</param>
/// <param name="GroupMinimum">For smaller groups, figures showing that nobody or everybody has a property are not published.</param>
/// <param name="IntervalWidth">Minimum difference between the lowest and the highest count that a suppressed figure could have.</param>
/// <param name="SensitiveCharacteristics">Characteristics whose figures have stricter rules.</param>
/// <param name="PayMinimum">A figure of pay about fewer people on either side is not published.</param>
/// <param name="Few">How few people with a property, or without it, are not shown where a special category chose them; none, or fewer than the minimum.</param>
/// <param name="PolicyVersion">Version of the disclosure policy.</param>
public sealed record DisclosureThresholds(
    int SurveyMinimumBase, int WorkforceMinimumCount, int GroupMinimum, int IntervalWidth, IReadOnlyList<string> SensitiveCharacteristics, int PayMinimum,
    SmallNumerators Few, int PolicyVersion)
{
    /// <summary>How many people did not state a characteristic may be known.</summary>
    public bool NotStatedShown { get; init; }
}

/// <summary>The key of a row: no quarter has two rows with the same.</summary>
/// <param name="Comparator">Empty for a level.</param>
public readonly record struct FigureKey(string MeasureId, Statistic Statistic, string Breakdown, string Group, string Comparator, MeasureWindow Window)
{
    /// <summary>The key of a figure of one group.</summary>
    public FigureKey Of(Statistic statistic, string group) => this with { Statistic = statistic, Group = group, Comparator = "" };

    /// <summary>For messages.</summary>
    public override string ToString() => $"{MeasureId}|{Window.ToText()}|{Statistic.ToText()}|{Breakdown}|{Group}|{Comparator}";
}

/// <summary>A control chart (XmR) of the single quarters, or closing snapshots, of a measure as a whole, since its last series break.</summary>
/// <param name="Points">In chronological order, the present quarter last.</param>
public sealed record ControlSeries(string MeasureId, MeasureWindow Window, IReadOnlyList<ControlPoint> Points, double Mean, double Lower, double Upper);

public readonly record struct ControlPoint(Quarter Quarter, double Value, Variation Variation);
