namespace IncDiv.Packs.Figures;

/// <summary>What the figures of a measure say in plain words: no more than the statistics support.</summary>
internal sealed class Headline(Measure measure)
{
    public static Message Write(HeadlineDefinition definition, IReadOnlyList<Measure> measures)
    {
        if (measures.FirstOrDefault(m => PackDefinition.Covers(definition.MeasureId, m.Id)) is not { } measure)
            return new Message(definition.MeasureId, ["No figure: [x] this measure was not computed for the quarter."]);
        if (definition.Group.Length == 0)
            return new Message(measure.Name, Write(measure) is { Count: > 0 } all ? all : ["Published for groups only; see the tables by characteristic."]);
        MeasureRow? comparison = measure.Comparison(definition.Breakdown, definition.Group, definition.Comparator);
        string compared = comparison is null
            ? $"No comparison of {definition.Group} with {definition.Comparator}: [x] not computed for the quarter."
            : new Headline(measure).Comparison(comparison);
        return new Message(measure.Name, [.. Write(measure, comparison), compared]);
    }

    /// <summary>Level and change of a measure, in sentences.</summary>
    /// <param name="comparison">A row that has a sentence of its own; null for none.</param>
    public static IReadOnlyList<string> Write(Measure measure, MeasureRow? comparison = null)
    {
        var headline = new Headline(measure);
        List<string> sentences = [];
        if (measure.Principal() is { } row && row != comparison)
            sentences.Add(headline.Level(row));
        if (measure.Change() is { } change)
            sentences.Add(headline.Change(change));
        return sentences;
    }

    private string Level(MeasureRow row)
    {
        if (row.Value is not double value)
            return $"No figure: {SymbolWords.Reason(row)}.";
        string benchmark = row.Benchmark is double level
            ? $" Benchmark: {FigureFormat.InTable(level, row.Unit)}{(row.BenchmarkSource.Length > 0 ? $" ({row.BenchmarkSource})" : "")}."
            : "";
        return $"{InText(row, value, FigureFormat.IsDifference(row))}{Interval(row, isReversed: false)}{Caution(row)}. "
            + $"{Wording.Window(row)}.{benchmark}";
    }

    private string Change(MeasureRow row) => (row.Value, row.Significance) switch
    {
        (null, _) => $"No comparison with a year before: {SymbolWords.Reason(row)}.",
        (double value, Significance.Higher or Significance.Lower) =>
            $"{Word(row)} than a year before, by {Size(row, value)}{Interval(row, isReversed: value < 0)}{Caution(row)}.",
        (double value, Significance.NoClearDifference) =>
            $"No clear change on a year before ({InText(row, value, isSigned: true)}{Bounds(row)}){Caution(row)}.",
        (double value, _) => $"Change on a year before: {InText(row, value, isSigned: true)}, not tested{Caution(row)}.",
    };

    private string Comparison(MeasureRow row)
    {
        if (row.Value is not double value)
            return $"No comparison of {row.Group} with {row.Comparator}: {SymbolWords.Reason(row)}.";
        string levels = Levels(row);
        if (row.Statistic == Statistic.Ratio)
            return $"{levels}{row.Group} against {row.Comparator}: {RatioWords(row)} (ratio {InText(row, value, isSigned: false)}{Bounds(row)}){Caution(row)}.";
        return row.Significance switch
        {
            Significance.Higher or Significance.Lower =>
                $"{levels}{Word(row)} for {row.Group} than for {row.Comparator}, by {Size(row, value)}"
                + $"{Interval(row, isReversed: value < 0)}{Caution(row)}.",
            Significance.NoClearDifference =>
                $"{levels}No clear difference between {row.Group} and {row.Comparator} (gap {InText(row, value, isSigned: true)}{Bounds(row)}){Caution(row)}.",
            _ => $"{levels}Gap of {InText(row, value, isSigned: true)} between {row.Group} and {row.Comparator}, not tested{Caution(row)}.",
        };
    }

    private string Levels(MeasureRow row) =>
        measure.Level(row.Breakdown, row.Group) is { Value: double own } group
        && measure.Level(row.Breakdown, row.Comparator) is { Value: double other } comparator
            ? $"{row.Group} {InText(group, own, isSigned: false)}, {row.Comparator} {InText(comparator, other, isSigned: false)}. "
            : "";

    private static string RatioWords(MeasureRow row) => row.Significance != Significance.NotTested ? row.Significance.ToText() : "not tested";

    // "Lower by 8": the word carries the sign.
    private string Size(MeasureRow row, double value) => InText(row, Math.Abs(value), isSigned: false);

    private string Interval(MeasureRow row, bool isReversed)
    {
        if (row is not { Lower: double lower, Upper: double upper })
            return "";
        if (isReversed)
            (lower, upper) = (-upper, -lower);
        return $" (95% interval {Bound(row, lower, isSigned: false)} to {Bound(row, upper, isSigned: false)})";
    }

    private string Bounds(MeasureRow row) => row is { Lower: double lower, Upper: double upper }
        ? $", 95% interval {Bound(row, lower, FigureFormat.IsDifference(row))} to {Bound(row, upper, FigureFormat.IsDifference(row))}"
        : "";

    private static string Caution(MeasureRow row) => SymbolWords.Shown(row) is { Length: > 0 } symbols ? " " + symbols : "";

    // At the start of a sentence.
    private static string Word(MeasureRow row) => row.Significance == Significance.Higher ? "Higher" : "Lower";

    private string InText(MeasureRow row, double value, bool isSigned) => FigureFormat.InText(row.Unit, value, isSigned, measure.IsOfSample);

    private string Bound(MeasureRow row, double bound, bool isSigned) => FigureFormat.BoundInText(row.Unit, bound, isSigned, measure.IsOfSample);
}
