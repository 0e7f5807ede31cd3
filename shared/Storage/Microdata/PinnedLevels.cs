namespace IncDiv.Storage.Microdata;

/// <summary>The generalisation levels of a feed's first release, which all later ones keep.</summary>
/// <param name="Hierarchies">Name and version of each quasi-identifier's hierarchy, in the order of the release.</param>
/// <param name="ChosenBy">Path of the edition that chose them.</param>
/// <param name="Levels">One for each quasi-identifier.</param>
public sealed record PinnedLevels(int ReleaseVersion, string Hierarchies, string ChosenBy, IReadOnlyList<int> Levels);
