using IncDiv.Contracts.Feeds;

namespace IncDiv.Contracts.Catalogue;

internal sealed class BenchmarkYaml
{
    public double? Value { get; set; }

    public string? Source { get; set; }

    public Benchmark ToBenchmark(string at) => new(
        Value ?? throw new InvalidDataException($"{at}: a benchmark has no 'value'."), MeasureYaml.Required(at, "source", Source));
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
        MeasureYaml.Required(at, "source", Source), Breakdown, Group, Comparator, Statistic);
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
