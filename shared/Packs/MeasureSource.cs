using IncDiv.Contracts.Catalogue;

namespace IncDiv.Packs;

/// <summary>What the catalogue says of a measure beside its figures.</summary>
/// <param name="Source">Seed document and section.</param>
/// <param name="Baselines">Printed beside today's figure with their date, never joined to the series.</param>
/// <param name="Notes">Printed as they stand.</param>
public sealed record MeasureSource(string MeasureId, string Source, IReadOnlyList<Baseline> Baselines, IReadOnlyList<string> Notes);
