namespace IncDiv.Samples.Quotas;

/// <summary>A published figure: the share of favourable answers, 0 to 1, among the rows of some cells.</summary>
internal sealed record Margin(double Share, IReadOnlyList<int> Cells);
