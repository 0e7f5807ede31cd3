namespace IncDiv.Samples;

/// <summary>What a sample drop holds.</summary>
/// <param name="Rows">Rows below the header, bad ones included.</param>
/// <param name="BadRows">Number of bad rows by the code that ingestion must give them; only codes that occur.</param>
public sealed record SampleSummary(int Rows, IReadOnlyDictionary<string, int> BadRows);
