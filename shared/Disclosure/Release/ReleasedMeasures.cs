using IncDiv.Contracts.Output;

namespace IncDiv.Disclosure.Release;

/// <summary>Rows that may be published, or why they may not.</summary>
/// <param name="Rows">The rows that were given, masked where they must be.</param>
/// <param name="Unsafe">Counts that cannot be protected: keys only. If there are any, nothing may be published.</param>
public sealed record ReleasedMeasures(IReadOnlyList<MeasureRow> Rows, IReadOnlyList<DisclosedCell> Unsafe);
