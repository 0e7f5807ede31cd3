namespace IncDiv.Contracts.Catalogue;

/// <summary>A condition on rows: a row must meet every test of at least one alternative.</summary>
/// <param name="Alternatives">Each a list of tests that must all hold; an empty list holds for every row.</param>
public sealed record Condition(IReadOnlyList<IReadOnlyList<ColumnTest>> Alternatives)
{
    /// <summary>Holds for every row.</summary>
    public static Condition Always { get; } = new([[]]);

    /// <summary>Whether it holds for every row.</summary>
    public bool IsAlways => Alternatives.Any(a => a.Count == 0);

    /// <summary>Rows that meet both conditions.</summary>
    public Condition And(Condition other) =>
        new([.. from mine in Alternatives from theirs in other.Alternatives select (IReadOnlyList<ColumnTest>)[.. mine, .. theirs]]);

    /// <summary>The condition in words, such as <c>q60 is 1 or 2</c>.</summary>
    public override string ToString() => string.Join(", or ", Alternatives.Select(a => string.Join(" and ", a)));
}

/// <summary>A test of one column: its value must be one of <paramref name="Codes"/>; a blank value never is.</summary>
/// <param name="Words">The text of the catalogue: codes, or groups of a code list such as <c>BME</c>.</param>
public sealed record ColumnTest(string Column, IReadOnlyList<string> Codes, IReadOnlyList<string> Words)
{
    public override string ToString() => $"{Column} is {string.Join(" or ", Words)}";
}

/// <summary>The number of a row in a mean, median or sum: a number column divided by <paramref name="DivideBy"/>, or the mean of the scores of the answers in
/// <paramref name="Columns"/>. A row without a number, or without a scored answer to each of the columns, has no value.</summary>
/// <param name="Scores">Answer code to score; null for a number column.</param>
public sealed record RowValue(IReadOnlyList<string> Columns, IReadOnlyDictionary<string, double>? Scores, double DivideBy)
{
    public override string ToString() => Scores is null
        ? DivideBy == 1 ? Columns[0] : FormattableString.Invariant($"{Columns[0]} / {DivideBy}")
        : $"{string.Join(", ", Columns)} scored {string.Join(", ", Scores.Select(s => FormattableString.Invariant($"{s.Key} = {s.Value}")))}";
}
