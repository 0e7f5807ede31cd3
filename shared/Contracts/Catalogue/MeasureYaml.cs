namespace IncDiv.Contracts.Catalogue;

/// <summary>The written form of a file of measures: their defaults, and the measures.</summary>
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

    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Feed { get; set; }

    public string? Kind { get; set; }

    public object? Where { get; set; }

    public object? Numerator { get; set; }

    public object? Denominator { get; set; }

    public object? Feeder { get; set; }

    public string? Ladder { get; set; }

    /// <summary>The breakdown to whose mix a rate is standardised.</summary>
    public string? Standard { get; set; }

    /// <summary>The breakdown whose groups are the strata of the sample; the standard error is then the design's.</summary>
    public string? Strata { get; set; }

    public RowValueYaml? Value { get; set; }

    public string? Weight { get; set; }

    public List<string>? Windows { get; set; }

    public string? Unit { get; set; }

    public string? Polarity { get; set; }

    public List<string>? Breakdowns { get; set; }

    /// <summary>Replaces the comparisons of the breakdowns; [] for none.</summary>
    public List<ComparisonYaml>? Comparators { get; set; }

    public BenchmarkYaml? Benchmark { get; set; }

    public BenchmarkYaml? PopulationShare { get; set; }

    public List<TargetYaml> Targets { get; set; } = [];

    public List<BaselineYaml> Baselines { get; set; } = [];

    public int? CautionBelow { get; set; }

    public string? Source { get; set; }

    public List<string> Notes { get; set; } = [];

    /// <summary>The measure, or null if it has faults. Every fault is added to <paramref name="problems"/> with its place.</summary>
    public Measure? ToMeasure(string file, MeasureYaml defaults, CatalogueParts parts, List<string> problems)
    {
        string at = Id is null ? $"{file}, a measure without 'id'" : $"{file}, measure '{Id}'";
        int before = problems.Count;
        T? Try<T>(Func<T> read)
        {
            try
            {
                return read();
            }
            catch (InvalidDataException fault)
            {
                problems.Add(fault.Message);
                return default;
            }
        }
        string feedName = Feed ?? defaults.Feed ?? "";
        Feed? feed = parts.Feeds.Find(feedName);
        if (feed is null && feedName != Measure.NotSupplied)
            problems.Add($"{at}: there is no feed '{feedName}'.");
        string kindWord = Kind ?? defaults.Kind ?? "";
        if (!Kinds.TryGetValue(kindWord, out MeasureKind kind) || (feed is null) != (kind == MeasureKind.NotSupplied))
            problems.Add($"{at}: kind '{kindWord}' is unknown or does not go with feed '{feedName}'.");
        if (problems.Count > before)
            return null;
        Breakdown Named(string name) => parts.Breakdowns.TryGetValue(name, out Breakdown? found)
            ? Checked(at, found, feed)
            : throw new InvalidDataException($"{at}: there is no breakdown '{name}'.");
        Breakdown? Optional(string? name) => name is null ? null : Try(() => Named(name));
        Condition where = Try(() => ConditionYaml.Read(at, Where ?? defaults.Where, feed)) ?? Condition.Always;
        Condition Read(object? written) => Try(() => ConditionYaml.Read(at, written, feed)) ?? Condition.Always;
        IReadOnlyList<Breakdown> splits = [.. (Breakdowns ?? defaults.Breakdowns ?? [Breakdown.All]).Select(b => Optional(b)).OfType<Breakdown>()];
        string[] windows = [.. Windows ?? defaults.Windows ?? [MeasureWindow.Quarter.ToText()]];
        Condition numerator = Read(Numerator);
        var measure = new Measure(
            Try(() => Required(at, "id", Id)) ?? "", Try(() => Required(at, "name", Name)) ?? "", feedName, kind,
            kind == MeasureKind.Rate ? where.And(numerator) : numerator, where.And(Read(Denominator)), where.And(Read(Feeder)),
            Optional(Ladder), Try(() => Value?.ToRowValue(at, feed)), Optional(Standard), Optional(Strata ?? defaults.Strata),
            (Weight ?? defaults.Weight) is { } weight ? Try(() => Number(at, feed, weight)) : null,
            [.. windows.Select(w => Try(() => OneOf<MeasureWindow>(at, "window", w)))],
            Try(() => OneOf<Unit>(at, "unit", Unit ?? defaults.Unit)),
            Try(() => OneOf<Polarity>(at, "polarity", Polarity ?? defaults.Polarity)),
            splits,
            (Comparators ?? defaults.Comparators) is { } own
                ? [.. own.Select(c => Try(() => c.ToComparison(at, null))).OfType<Comparison>()]
                : [.. splits.SelectMany(b => b.Comparisons)],
            Try(() => Benchmark?.ToBenchmark(at, parts.Populations)), Try(() => PopulationShare?.ToBenchmark(at, parts.Populations)),
            [.. Targets.Select(t => Try(() => t.ToTarget(at))).OfType<Target>()],
            [.. Baselines.Select(b => Try(() => b.ToBaseline(at))).OfType<Baseline>()], CautionBelow ?? defaults.CautionBelow ?? 0,
            Try(() => Required(at, "source", Source ?? defaults.Source)) ?? "", Notes);
        if (problems.Count == before)
            problems.AddRange(MeasureChecks.Problems(measure, feed).Select(p => $"{at}: {p}"));
        return problems.Count == before ? measure : null;
    }

    internal static string Number(string at, Feed? feed, string column) =>
        feed?.CuratedColumns.Any(c => c.Name == column && c.Kind == CuratedKind.Number) == true
            ? column
            : throw new InvalidDataException($"{at}: the feed's curated data has no number column '{column}'.");

    internal static string Required(string at, string field, string? value) =>
        string.IsNullOrWhiteSpace(value) ? throw new InvalidDataException($"{at}: '{field}' is missing.") : value;

    internal static T OneOf<T>(string at, string field, string? value)
        where T : struct, Enum => PublishedText.TryParse(Required(at, field, value), out T found)
        ? found
        : throw new InvalidDataException($"{at}: {field} '{value}' is not one of {string.Join(", ", PublishedText.All<T>())}.");

    private static Breakdown Checked(string at, Breakdown breakdown, Feed? feed)
    {
        foreach (Breakdown part in breakdown.Cross)
            Checked(at, part, feed);
        if (breakdown.Columns.Count == 0 || feed is null)
            return breakdown;
        (BreakdownColumn Column, CuratedColumn Curated)[] columns = [.. breakdown.ColumnsIn(feed)];
        if (columns.Length == 0)
            throw new InvalidDataException($"{at}: feed '{feed.Name}' has no column for breakdown '{breakdown.Name}'.");
        foreach ((BreakdownColumn column, CuratedColumn curated) in columns)
            if (column.Grouping is null ? curated.Kind != CuratedKind.Text : curated.Codes?.Groupings.ContainsKey(column.Grouping) != true)
                throw new InvalidDataException(
                    $"{at}: column '{column.Name}' has no grouping '{column.Grouping ?? "values"}' (breakdown '{breakdown.Name}').");
        return breakdown;
    }
}
