namespace IncDiv.Packs.Home;

/// <summary>What the home page of all packs is written from.</summary>
/// <param name="Today">What is due is seen from this day.</param>
/// <param name="Quarters">In order of time: those of which drops came in, and the present one.</param>
public sealed record HomeInput(DateOnly Today, IReadOnlyList<PackDefinition> Packs, IReadOnlyList<HomeEdition> Editions, IReadOnlyList<HomeQuarter> Quarters);

/// <summary>A published edition.</summary>
/// <param name="Path">Folder beside the home page.</param>
/// <param name="Changed">How many figures differ from the edition before; null for the first.</param>
public sealed record HomeEdition(string PackId, Quarter Quarter, int Edition, DateOnly Published, string Path, int? Changed);

/// <param name="Feeds">What came in of each feed.</param>
public sealed record HomeQuarter(Quarter Quarter, IReadOnlyList<FeedFacts> Feeds);
