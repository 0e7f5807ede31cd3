namespace IncDiv.Replay.Tests.Recomputation;

/// <summary>One measure, written by hand from measures.md and feeds.md as SQL over the curated columns, without using the catalogue.</summary>
/// <param name="Kind">Which formula of statistics.md.</param>
/// <param name="Rows">The denominator: valid answers, known values.</param>
/// <param name="Y">What is averaged: 1 for the numerator and 0 for the rest, or a value.</param>
internal sealed record HandMeasure(string Id, string Feed, string Kind, string Window, string Rows, string Y)
{
    /// <summary>Rates: the rows counted as events, among everyone in <see cref="Rows"/> at the quarter ends.</summary>
    public string Events { get; init; } = "";

    /// <summary>Index: the reference share, percent.</summary>
    public double Reference { get; init; }

    /// <summary>Rates: the groups to whose mix the rate is standardised; shares: the strata of the sample.</summary>
    public string Stratum { get; init; } = "''";
}
