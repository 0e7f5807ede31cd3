namespace IncDiv.Contracts.Hierarchies;

/// <summary>All generalisation hierarchies and microdata releases of a force.</summary>
public sealed class ReleaseCatalogue
{
    internal ReleaseCatalogue(IReadOnlyDictionary<string, Hierarchy> hierarchies, IReadOnlyList<MicrodataRelease> releases)
    {
        Hierarchies = hierarchies;
        Releases = [.. releases.OrderBy(r => r.Feed.Name, StringComparer.Ordinal)];
    }

    public IReadOnlyDictionary<string, Hierarchy> Hierarchies { get; }

    /// <summary>All releases, in ordinal order of the names of their feeds.</summary>
    public IReadOnlyList<MicrodataRelease> Releases { get; }

    /// <summary>The microdata release of a feed, or null where it has none.</summary>
    public MicrodataRelease? Find(string feed) => Releases.FirstOrDefault(r => string.Equals(r.Feed.Name, feed, StringComparison.Ordinal));
}
