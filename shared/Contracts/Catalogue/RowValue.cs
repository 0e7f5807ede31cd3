namespace IncDiv.Contracts.Catalogue;

/// <summary>
/// The number that a row brings to a mean, median or sum: a number column over <paramref name="DivideBy"/>, or the mean of the scores of
/// the answers in <paramref name="Columns"/>. A row without a number, or without a scored answer to each of the columns, has no value.
/// </summary>
/// <param name="Scores">Answer code to score; null for a number column.</param>
public sealed record RowValue(IReadOnlyList<string> Columns, IReadOnlyDictionary<string, double>? Scores, double DivideBy)
{
    public override string ToString() => Scores is null
        ? DivideBy == 1 ? Columns[0] : FormattableString.Invariant($"{Columns[0]} / {DivideBy}")
        : $"{string.Join(", ", Columns)} scored {string.Join(", ", Scores.Select(s => FormattableString.Invariant($"{s.Key} = {s.Value}")))}";
}
