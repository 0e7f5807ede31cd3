namespace IncDiv.Disclosure.Suppression;

/// <summary>A figure with the cells that it tells. It is shown with all of them, or suppressed (disclosure.md 4.3); a cell is hidden when no shown figure tells
/// it.</summary>
/// <param name="Key">Unique; ties are broken by its ordinal order.</param>
/// <param name="Cells">Keys of cells of the model.</param>
/// <param name="Importance">0 headline, 1 one-way, 2 two-way, 3 three-way; the lower, the later it is suppressed.</param>
public sealed record Figure(string Key, IReadOnlyList<string> Cells, int Importance)
{
    /// <summary>Suppressed in the release before: decided upon last, so that patterns stay stable.</summary>
    public bool HiddenBefore { get; init; }

    /// <summary>Suppressed whatever becomes of its cells.</summary>
    public bool IsSuppressed { get; init; }

    /// <summary>It compares levels, which are decided upon first.</summary>
    public bool IsComparison { get; init; }
}
