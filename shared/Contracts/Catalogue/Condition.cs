namespace IncDiv.Contracts.Catalogue;

/// <summary>Which rows are meant: those that meet every test of at least one of the alternatives.</summary>
/// <param name="Alternatives">Each a list of tests that must all hold; an empty list holds for every row.</param>
public sealed record Condition(IReadOnlyList<IReadOnlyList<ColumnTest>> Alternatives)
{
    /// <summary>Holds for every row.</summary>
    public static Condition Always { get; } = new([[]]);

    /// <summary>Rows that meet both conditions.</summary>
    public Condition And(Condition other) =>
        new([.. from mine in Alternatives from theirs in other.Alternatives select (IReadOnlyList<ColumnTest>)[.. mine, .. theirs]]);

    /// <summary>The condition in words, such as <c>q60 is 1 or 2</c>.</summary>
    public override string ToString() => string.Join(", or ", Alternatives.Select(a => string.Join(" and ", a)));
}
