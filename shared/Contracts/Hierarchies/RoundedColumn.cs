namespace IncDiv.Contracts.Hierarchies;

/// <summary>A number that is passed on in steps: rounded to the nearest step, but never to 0, and cut at <paramref name="Top"/>.</summary>
public sealed record RoundedColumn(string Column, double Step, double Top);
