namespace IncDiv.Disclosure.Release;

/// <summary>Rows that may be published, or why they may not.</summary>
/// <param name="Rows">The rows that were given, masked where they must be.</param>
/// <param name="Unsafe">Counts that cannot be protected: keys only. If there are any, nothing may be published.</param>
/// <param name="Ledger">Every count of the release, to be kept restricted for later releases.</param>
/// <param name="Evidence">What was hidden, and why: without values, for readers.</param>
public sealed record ReleasedMeasures(
    IReadOnlyList<MeasureRow> Rows, IReadOnlyList<DisclosedCell> Unsafe, IReadOnlyList<LedgerEntry> Ledger, ReleaseEvidence Evidence);
