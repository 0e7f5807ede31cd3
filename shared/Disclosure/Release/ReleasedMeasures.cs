namespace IncDiv.Disclosure.Release;

/// <summary>Rows that may be published. There always are some: what cannot be protected is withheld, feed by feed.</summary>
/// <param name="Rows">The rows that were given, masked where they must be.</param>
/// <param name="Reasons">For each row why it is masked; empty where it is not. Restricted: they show which figures are small.</param>
/// <param name="Withheld">What is not released at all, by name and in ordinal order: feeds, whose rows are all masked, and
/// tables (<c>measure | breakdown | window</c>). No group is named.</param>
/// <param name="AlreadyPublic">Counts that stay unprotected whatever is withheld, because earlier releases give them away: keys only.</param>
/// <param name="Ledger">Every count of the release, to be kept restricted for later releases.</param>
/// <param name="Evidence">What was hidden, and why: without values, for the privacy officer.</param>
public sealed record ReleasedMeasures(
    IReadOnlyList<MeasureRow> Rows, IReadOnlyList<string> Reasons, IReadOnlyList<string> Withheld, IReadOnlyList<DisclosedCell> AlreadyPublic,
    IReadOnlyList<LedgerEntry> Ledger, ReleaseEvidence Evidence);
