namespace IncDiv.Disclosure.Cover;

/// <param name="Row">Index of the cover row, from 0.</param>
/// <param name="Coefficient">Mostly 1; −1 in link equations. Not 0.</param>
public readonly record struct CoverTerm(int Row, int Coefficient = 1);
