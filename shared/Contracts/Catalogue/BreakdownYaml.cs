namespace IncDiv.Contracts.Catalogue;

/// <summary>The written form of a breakdown; see the comment in <c>Catalogue/Breakdowns/breakdowns.yaml</c>.</summary>
internal sealed class BreakdownYaml
{
    public string? Reports { get; set; }

    /// <summary>Column to grouping of its code list; <c>values</c> for a text column.</summary>
    public Dictionary<string, string> Columns { get; set; } = [];

    public List<string> Cross { get; set; } = [];

    public List<ComparisonYaml> Compare { get; set; } = [];

    public Breakdown ToBreakdown(string name, IReadOnlyDictionary<string, Breakdown> earlier)
    {
        Breakdown[] cross =
        [
            .. Cross.Select(c => earlier.TryGetValue(c, out Breakdown? found) && found.Columns.All(x => x.Grouping is not null)
                ? found
                : throw new InvalidDataException($"Breakdown '{name}': '{c}' must be defined earlier and have listed groups.")),
        ];
        return new Breakdown(
            name, Reports ?? name, [.. Columns.Select(c => new BreakdownColumn(c.Key, c.Value == "values" ? null : c.Value))], cross,
            [.. Compare.Select(c => c.ToComparison($"Breakdown '{name}'", name))]);
    }
}

/// <summary>The written form of a comparison: <c>against</c> a group, <c>rest</c> (with its label) or <c>previous</c>.</summary>
internal sealed class ComparisonYaml
{
    public string? Breakdown { get; set; }

    public List<string> Groups { get; set; } = [];

    public string Against { get; set; } = "";

    public string? Label { get; set; }

    public string Statistic { get; set; } = "gap";

    public Comparison ToComparison(string at, string? breakdown)
    {
        string name = breakdown ?? Breakdown ?? throw new InvalidDataException($"{at}: a comparator must name its 'breakdown'.");
        if (!PublishedText.TryParse(Statistic, out Statistic statistic) || statistic is not (Output.Statistic.Gap or Output.Statistic.Ratio))
            throw new InvalidDataException($"{at}: comparison in '{name}': the statistic is 'gap' or 'ratio', not '{Statistic}'.");
        return Against switch
        {
            "" => throw new InvalidDataException($"{at}: comparison in '{name}': give 'against'."),
            "rest" => new Comparison(name, Groups, ComparatorKind.Rest, Label ?? "Rest", statistic),
            "previous" => new Comparison(name, Groups, ComparatorKind.Previous, "", statistic),
            _ => new Comparison(name, Groups, ComparatorKind.Group, Against, statistic),
        };
    }
}
