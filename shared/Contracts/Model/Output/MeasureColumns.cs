namespace IncDiv.Contracts.Output;

/// <summary>The columns of the measures table (outputs.md section 2), the same in CSV, Parquet and Table Storage. The order is a published contract: a new
/// column goes last.</summary>
public static class MeasureColumns
{
    public static IReadOnlyList<MeasureColumn> All { get; } =
    [
        Text("quarter", r => r.Quarter),
        new("period_start", MeasureColumnKind.Date, r => r.PeriodStart),
        new("period_end", MeasureColumnKind.Date, r => r.PeriodEnd),
        Text("window", r => r.Window.ToText()),
        Text("measure_id", r => r.MeasureId),
        Text("measure_name", r => r.MeasureName),
        Text("feed", r => r.Feed),
        Text("breakdown", r => r.Breakdown),
        Text("group", r => r.Group),
        Text("comparator", r => r.Comparator),
        Text("statistic", r => r.Statistic.ToText()),
        Text("unit", r => r.Unit.ToText()),
        Number("value", r => r.Value),
        Number("lower", r => r.Lower),
        Number("upper", r => r.Upper),
        new("n", MeasureColumnKind.Whole, r => r.N),
        Number("n_effective", r => r.NEffective),
        Number("p_value", r => r.PValue),
        Text("significance", r => r.Significance.ToText()),
        Text("symbol", r => r.Symbol.ToText()),
        Text("polarity", r => r.Polarity.ToText()),
        Number("benchmark", r => r.Benchmark),
        Number("target", r => r.Target),
        Text("benchmark_source", r => r.BenchmarkSource),
        Text("status", r => r.Status.ToText()),
        Text("variation", r => r.Variation.ToText()),
        Text("assurance", r => r.Assurance.ToText()),
        new("edition", MeasureColumnKind.Whole, r => r.Edition),
        Text("catalogue_version", r => r.CatalogueVersion),
        Number("p_adjusted", r => r.PAdjusted),
        Text("note", r => r.Note),
    ];

    private static MeasureColumn Text(string name, Func<MeasureRow, string> value) => new(name, MeasureColumnKind.Text, value);

    private static MeasureColumn Number(string name, Func<MeasureRow, double?> value) => new(name, MeasureColumnKind.Number, r => value(r));
}

/// <summary>What the cells of a published column hold.</summary>
public enum MeasureColumnKind
{
    /// <summary><see cref="string"/>, never null.</summary>
    Text,

    /// <summary><see cref="DateOnly"/>, never null.</summary>
    Date,

    /// <summary><see cref="double"/> or null.</summary>
    Number,

    /// <summary><see cref="int"/> or null.</summary>
    Whole,
}

/// <summary>One column of the measures table.</summary>
/// <param name="Name">As published, snake_case.</param>
/// <param name="Value">The cell of a row, of the type that <paramref name="Kind"/> names.</param>
public sealed record MeasureColumn(string Name, MeasureColumnKind Kind, Func<MeasureRow, object?> Value);
