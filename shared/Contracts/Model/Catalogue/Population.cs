namespace IncDiv.Contracts.Catalogue;

/// <summary>A vintage of London's population (<c>Measures/Populations/populations.yaml</c>): figures state which vintage they use.</summary>
/// <param name="Name">Such as <c>census-2021</c>.</param>
/// <param name="Title">In words, with its source.</param>
/// <param name="Shares">Group to percent of the population.</param>
public sealed record Population(string Name, string Title, IReadOnlyDictionary<string, double> Shares);
