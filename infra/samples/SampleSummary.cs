namespace IncDiv.Samples;

/// <summary>The content of a sample drop.</summary>
/// <param name="Rows">Rows below the header, bad ones included.</param>
/// <param name="BadRows">Number of bad rows by the code that ingestion must report. Holds only codes that occur.</param>
public sealed record SampleSummary(int Rows, IReadOnlyDictionary<string, int> BadRows);
