namespace IncDiv.Contracts.Catalogue;

/// <summary>A figure to compare with, in the unit of the measure.</summary>
public sealed record Benchmark(double Value, string Source);
