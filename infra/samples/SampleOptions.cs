namespace IncDiv.Samples;

/// <summary>What a sample drop holds besides valid rows.</summary>
/// <param name="BadRows">Share of rows, 0 to 1, that break the feed's contract, of assorted R-codes (feeds.md section 2).</param>
/// <param name="Comments">Share of rows, 0 to 1, with a comment; some hold commas, quotes and line breaks.</param>
public sealed record SampleOptions(double BadRows = 0, double Comments = 0.08);
