namespace IncDiv.Samples;

/// <summary>The content of a sample drop besides valid rows.</summary>
/// <param name="BadRows">Share of rows, 0 to 1, that break the feed's contract, with various R-codes (feeds.md section 2).</param>
/// <param name="Comments">Share of rows, 0 to 1, with a comment; some hold commas, quotes and line breaks.</param>
public sealed record SampleOptions(double BadRows = 0, double Comments = 0.08);
