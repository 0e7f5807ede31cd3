namespace IncDiv.Disclosure.Tests;

/// <summary>The pattern of a release. It depends on counts and policy only, not on the order of input, the culture or the number of threads.</summary>
/// <param name="Cells">Every cell of the model in ordinal order of its key.</param>
/// <param name="AlreadyDisclosed">Primaries that follow from what is public: the release must stop. Ordinal order.</param>
/// <param name="TooNarrow">Primaries that public cells confine to an interval narrower than required, whatever else is hidden. Ordinal order.</param>
/// <param name="LinearPrograms">How many were solved.</param>
/// <param name="Witnesses">Feasible tables that were checked exactly.</param>
internal sealed record ProtectionResult(
    IReadOnlyList<CellVerdict> Cells,
    IReadOnlyList<DisclosedCell> AlreadyDisclosed,
    IReadOnlyList<DisclosedCell> TooNarrow,
    int LinearPrograms,
    int Witnesses)
{
    /// <summary>Whether every primary is hidden and certified.</summary>
    public bool IsSafe => AlreadyDisclosed.Count == 0 && TooNarrow.Count == 0;
}

/// <param name="Key">The cell's key.</param>
/// <param name="Certificate">For a hidden primary in a model that could be protected.</param>
internal sealed record CellVerdict(string Key, HiddenReason Reason, CellCertificate? Certificate)
{
    public bool IsHidden => Reason != HiddenReason.None;
}
