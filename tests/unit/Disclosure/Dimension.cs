namespace IncDiv.Disclosure.Tests;

/// <summary>A characteristic by which tables are split.</summary>
/// <param name="Codes">Its codes, <c>Unknown</c> included: every person has one.</param>
/// <param name="Groups">Categories that sum codes, such as BME, by name with the codes they sum.</param>
public sealed record Dimension(string Name, IReadOnlyList<string> Codes, IReadOnlyDictionary<string, IReadOnlySet<string>> Groups)
{
    public Dimension(string name, params IReadOnlyList<string> codes)
        : this(name, codes, new Dictionary<string, IReadOnlySet<string>>())
    {
    }

    /// <summary>For each code the categories of a table that count it: itself and its groups.</summary>
    public string[][] Categories() =>
        [.. Codes.Select(code => Groups.Where(g => g.Value.Contains(code)).Select(g => g.Key).Order(StringComparer.Ordinal).Prepend(code).ToArray())];
}
