namespace IncDiv.Contracts.Catalogue;

/// <summary>Either <c>{ value, source }</c> or <c>{ population, group }</c>, a share of a vintage of London.</summary>
internal sealed class BenchmarkYaml
{
    public double? Value { get; set; }

    public string? Source { get; set; }

    public string? Population { get; set; }

    public string? Group { get; set; }

    public Benchmark ToBenchmark(string at, IReadOnlyDictionary<string, Population> populations)
    {
        if (Population is null)
            return new Benchmark(Value ?? throw new InvalidDataException($"{at}: a benchmark has no 'value'."), MeasureYaml.Required(at, "source", Source));
        return populations.TryGetValue(Population, out Population? vintage) && vintage.Shares.TryGetValue(Group ?? "", out double share)
            ? new Benchmark(share, $"{Group}: {vintage.Title}")
            : throw new InvalidDataException($"{at}: there is no population '{Population}' with a group '{Group}'.");
    }
}

/// <summary>The written form of a target; see <see cref="TargetKind"/>.</summary>
internal sealed class TargetYaml
{
    public string? Kind { get; set; }

    public double? Value { get; set; }

    /// <summary><c>points</c> or <c>percent</c> of the level a year before; only for the lowest that rises.</summary>
    public string In { get; set; } = "points";

    public string Breakdown { get; set; } = Catalogue.Breakdown.All;

    public string? Group { get; set; }

    public string Comparator { get; set; } = "";

    public string? Source { get; set; }

    public Target ToTarget(string at)
    {
        (TargetKind kind, double? value) = Kind switch
        {
            "number" => (TargetKind.Number, Value),
            "parity" => (TargetKind.Parity, Value ?? 1),
            "gap" => (TargetKind.Gap, Value ?? 0),
            "direction" => (TargetKind.Direction, Value ?? 0),
            "lowest rises" => (TargetKind.LowestRises, Value),
            _ => throw new InvalidDataException($"{at}: target kind '{Kind}' is not one of number, parity, gap, direction, lowest rises."),
        };
        if (In is not ("points" or "percent"))
            throw new InvalidDataException($"{at}: a target rises in 'points' or 'percent', not '{In}'.");
        string group = Group ?? (Breakdown == Catalogue.Breakdown.All ? Catalogue.Breakdown.AllGroup : "");
        return new Target(
            kind, value ?? throw new InvalidDataException($"{at}: a target has no 'value'."), In == "percent", Breakdown, group, Comparator,
            MeasureYaml.Required(at, "source", Source));
    }
}

internal sealed class BaselineYaml
{
    public double? Value { get; set; }

    public string? Date { get; set; }

    public string? Source { get; set; }

    public string Breakdown { get; set; } = Catalogue.Breakdown.All;

    public string Group { get; set; } = Catalogue.Breakdown.AllGroup;

    public string Comparator { get; set; } = "";

    public string Statistic { get; set; } = "level";

    public Baseline ToBaseline(string at) => new(
        Value ?? throw new InvalidDataException($"{at}: a baseline has no 'value'."), MeasureYaml.Required(at, "date", Date),
        MeasureYaml.Required(at, "source", Source), Breakdown, Group, Comparator,
        MeasureYaml.OneOf<Statistic>(at, "statistic", Statistic));
}

/// <summary>Either <c>{ column, divide_by }</c> or <c>{ answers: [columns], scores: { code: score } }</c>.</summary>
internal sealed class RowValueYaml
{
    public string? Column { get; set; }

    public double DivideBy { get; set; } = 1;

    public List<string> Answers { get; set; } = [];

    public Dictionary<string, double> Scores { get; set; } = [];

    public RowValue ToRowValue(string at, Feed? feed)
    {
        if (Column is not null)
            return new RowValue([MeasureYaml.Number(at, feed, Column)], null, DivideBy);
        if (Answers.Count == 0 || Scores.Count == 0)
            throw new InvalidDataException($"{at}: a value is a number column, or answers with their scores.");
        foreach (string answer in Answers)
            if (feed?.CuratedColumns.FirstOrDefault(c => c.Name == answer)?.Codes is not { } list || Scores.Keys.Any(code => list.OrderOf(code) < 0))
                throw new InvalidDataException($"{at}: column '{answer}' is missing or lacks one of the codes that are scored.");
        return new RowValue(Answers, Scores, 1);
    }
}
