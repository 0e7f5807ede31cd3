namespace IncDiv.Measures.Counts;

/// <summary>The answers to several questions, as one column: whether a person answered all of them, and gave the answers that are counted. Tables of each
/// single answer would be as fine as the records.</summary>
/// <param name="Name">Of the column.</param>
/// <param name="Columns">Of the questions.</param>
/// <param name="Asked">Answered all of them.</param>
/// <param name="Counted">Among these, what the numerator asks for.</param>
internal sealed record JointAnswers(string Name, IReadOnlyList<string> Columns, Condition Asked, Condition Counted)
{
    public const string AskedCode = "asked";

    public const string CountedCode = "counted";

    public static string[] AskedOrCounted { get; } = [AskedCode, CountedCode];

    public static string[] OnlyCounted { get; } = [CountedCode];

    /// <returns>Null where the measure asks at most one question.</returns>
    public static JointAnswers? Of(Measure measure, Feed feed)
    {
        HashSet<string> questions = [.. feed.CuratedColumns.Where(c => c.Kind == CuratedKind.Scale).Select(c => c.Name)];
        ColumnTest[] asked = [.. TestsOf(measure.Denominator), .. ScoredBy(measure.Value)], counted = [.. TestsOf(measure.Numerator)];
        string[] columns = [.. asked.Concat(counted).Select(t => t.Column).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (columns.Length < 2)
            return null;
        Condition all = new([asked]), ones = new([counted]);
        return new JointAnswers(counted.Length == 0 ? all.ToString() : $"{all}, of these {ones}", columns, all, ones);

        IEnumerable<ColumnTest> TestsOf(Condition condition) =>
            condition.Alternatives.SelectMany(a => a).Where(t => questions.Contains(t.Column)).DistinctBy(t => t.ToString());

        IEnumerable<ColumnTest> ScoredBy(RowValue? value) => value is { Scores: { } scores }
            ? value.Columns.Select(c => new ColumnTest(c, [.. scores.Keys], [.. scores.Keys]))
            : [];
    }
}
