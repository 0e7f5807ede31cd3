namespace IncDiv.Contracts.Catalogue.Coverage;

/// <summary>One thing by which a strategy said it would be judged, and what answers it.</summary>
/// <param name="At">Line of the seed document; after a point the sentence, bullet or (<c>o</c>) outcome within it.</param>
/// <param name="Says">What it says, in a few words of our own.</param>
/// <param name="Measures">Ids of the catalogue.</param>
/// <param name="WhyNot">Why no measure answers it, or what the measures leave open; empty where they answer it whole.</param>
public sealed record CoverageStatement(string At, string Says, IReadOnlyList<string> Measures, string WhyNot);
