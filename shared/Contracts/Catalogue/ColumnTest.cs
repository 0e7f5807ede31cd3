namespace IncDiv.Contracts.Catalogue;

/// <summary>A test of one column: its value is one of <paramref name="Codes"/>; a blank never is.</summary>
/// <param name="Words">What the catalogue wrote: codes, or groups of a code list such as <c>BME</c>.</param>
public sealed record ColumnTest(string Column, IReadOnlyList<string> Codes, IReadOnlyList<string> Words)
{
    public override string ToString() => $"{Column} is {string.Join(" or ", Words)}";
}
