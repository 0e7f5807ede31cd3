using IncDiv.Contracts.Feeds;

namespace IncDiv.Contracts.Catalogue;

/// <summary>The written form of a file of measures: what they share, and the measures.</summary>
internal sealed class MeasureFileYaml
{
    public MeasureYaml Defaults { get; set; } = new();

    public List<MeasureYaml> Measures { get; set; } = [];
}

/// <summary>The written form of a measure; a field left out is taken from the file's <c>defaults</c>.</summary>
internal sealed class MeasureYaml
{
    private static readonly Dictionary<string, MeasureKind> Kinds = new(StringComparer.Ordinal)
    {
        ["proportion"] = MeasureKind.Proportion,
        ["representation"] = MeasureKind.Representation,
        ["promotion"] = MeasureKind.Promotion,
        ["rate"] = MeasureKind.Rate,
        ["count"] = MeasureKind.Count,
        ["mean"] = MeasureKind.Mean,
        ["median"] = MeasureKind.Median,
        ["mean pay gap"] = MeasureKind.MeanPayGap,
        ["median pay gap"] = MeasureKind.MedianPayGap,
        ["response rate"] = MeasureKind.ResponseRate,
        [Measure.NotSupplied] = MeasureKind.NotSupplied,
    };

    private static readonly string[] AllWindows = [MeasureWindow.Quarter, MeasureWindow.Rolling, MeasureWindow.Snapshot, MeasureWindow.Wave];
    private static readonly string[] AllUnits = ["percent", "percentage points", "ratio", "count", "years", "pounds"];
    private static readonly string[] AllPolarities = ["up", "down", "parity", "none"];

    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Feed { get; set; }

    public string? Kind { get; set; }

    public object? Where { get; set; }

    public object? Numerator { get; set; }

    public object? Denominator { get; set; }

    public object? Feeder { get; set; }

    public string? Ladder { get; set; }

    public RowValueYaml? Value { get; set; }

    public string? Weight { get; set; }

    public List<string>? Windows { get; set; }

    public string? Unit { get; set; }

    public string? Polarity { get; set; }

    public List<string>? Breakdowns { get; set; }

    /// <summary>Takes the place of the breakdowns' own comparisons; [] for none.</summary>
    public List<ComparisonYaml>? Comparators { get; set; }

    public BenchmarkYaml? Benchmark { get; set; }

    public BenchmarkYaml? PopulationShare { get; set; }

    public double? Target { get; set; }

    public List<BaselineYaml> Baselines { get; set; } = [];

    public int? MinimumBase { get; set; }

    public string? Source { get; set; }

    public List<string> Notes { get; set; } = [];

    /// <exception cref="InvalidDataException">The measure contradicts itself, its feed or the breakdowns.</exception>
    public Measure ToMeasure(string file, MeasureYaml defaults, FeedCatalogue feeds, IReadOnlyDictionary<string, Breakdown> breakdowns)
    {
        string id = Id ?? throw new InvalidDataException($"{file}: a measure has no 'id'.");
        string at = $"{file}, measure '{id}'";
        string feedName = Required(at, "feed", Feed ?? defaults.Feed);
        Feed? feed = feedName == Measure.NotSupplied
            ? null
            : feeds.Find(feedName) ?? throw new InvalidDataException($"{at}: there is no feed '{feedName}'.");
        string kindWord = Required(at, "kind", Kind ?? defaults.Kind);
        if (!Kinds.TryGetValue(kindWord, out MeasureKind kind) || (feed is null) != (kind == MeasureKind.NotSupplied))
            throw new InvalidDataException($"{at}: kind '{kindWord}' is unknown or does not go with feed '{feedName}'.");
        Condition where = ConditionYaml.Read(at, Where ?? defaults.Where, feed);
        Condition Of(object? written) => where.And(ConditionYaml.Read(at, written, feed));
        Breakdown Named(string name) => breakdowns.TryGetValue(name, out Breakdown? found)
            ? found
            : throw new InvalidDataException($"{at}: there is no breakdown '{name}'.");
        IReadOnlyList<Breakdown> splits = [.. (Breakdowns ?? defaults.Breakdowns ?? [Breakdown.All]).Select(Named)];
        foreach (Breakdown split in splits)
            CheckColumns(at, split, feed);
        string[] windows = [.. Windows ?? defaults.Windows ?? [MeasureWindow.Quarter]];
        return new Measure(
            id, Required(at, "name", Name), feedName, kind,
            kind == MeasureKind.Rate ? Of(Numerator) : ConditionYaml.Read(at, Numerator, feed), Of(Denominator), Of(Feeder),
            Ladder is null ? null : Named(Ladder), Value?.ToRowValue(at, feed), (Weight ?? defaults.Weight) is { } weight ? Number(at, feed, weight) : null,
            [.. windows.Select(w => OneOf(at, "window", w, AllWindows))],
            OneOf(at, "unit", Unit ?? defaults.Unit, AllUnits),
            OneOf(at, "polarity", Polarity ?? defaults.Polarity, AllPolarities),
            splits,
            (Comparators ?? defaults.Comparators) is { } own ? [.. own.Select(c => c.ToComparison(null))] : [.. splits.SelectMany(b => b.Comparisons)],
            Benchmark?.ToBenchmark(at), PopulationShare?.ToBenchmark(at), Target,
            [.. Baselines.Select(b => b.ToBaseline(at))], MinimumBase ?? defaults.MinimumBase ?? 0,
            Required(at, "source", Source ?? defaults.Source), Notes).Checked(at, feed);
    }

    internal static string Number(string at, Feed? feed, string column) =>
        feed?.CuratedColumns.Any(c => c.Name == column && c.Kind == CuratedKind.Number) == true
            ? column
            : throw new InvalidDataException($"{at}: the feed's curated data has no number column '{column}'.");

    internal static string Required(string at, string field, string? value) =>
        string.IsNullOrWhiteSpace(value) ? throw new InvalidDataException($"{at}: '{field}' is missing.") : value;

    private static string OneOf(string at, string field, string? value, string[] allowed) => allowed.Contains(Required(at, field, value))
        ? value!
        : throw new InvalidDataException($"{at}: {field} '{value}' is not one of {string.Join(", ", allowed)}.");

    private static void CheckColumns(string at, Breakdown breakdown, Feed? feed)
    {
        foreach (Breakdown part in breakdown.Cross)
            CheckColumns(at, part, feed);
        if (breakdown.Columns.Count == 0 || feed is null)
            return;
        (BreakdownColumn Column, CuratedColumn Curated)[] columns = [.. breakdown.ColumnsIn(feed)];
        if (columns.Length == 0)
            throw new InvalidDataException($"{at}: feed '{feed.Name}' has no column for breakdown '{breakdown.Name}'.");
        foreach ((BreakdownColumn column, CuratedColumn curated) in columns)
            if (column.Grouping is null ? curated.Kind != CuratedKind.Text : curated.Codes?.Groupings.ContainsKey(column.Grouping) != true)
                throw new InvalidDataException(
                    $"{at}: column '{column.Name}' has no grouping '{column.Grouping ?? "values"}' (breakdown '{breakdown.Name}').");
    }
}
