namespace IncDiv.Disclosure.Intervals;

/// <param name="TooNarrow">Primaries that could not be protected.</param>
/// <param name="Programs">Linear programs solved.</param>
internal sealed record IntervalPattern(Witnesses Witnesses, IReadOnlyList<DisclosedCell> TooNarrow, int Programs);
