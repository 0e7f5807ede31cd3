namespace IncDiv.Disclosure.Cover;

/// <param name="Codes">For each dimension the place of the code.</param>
/// <param name="Count">Persons.</param>
public readonly record struct Combination(IReadOnlyList<int> Codes, long Count);
