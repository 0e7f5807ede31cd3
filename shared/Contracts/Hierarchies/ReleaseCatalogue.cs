namespace IncDiv.Contracts.Hierarchies;

/// <summary>All generalisation hierarchies and microdata releases, read from the YAML files of this assembly.</summary>
public sealed class ReleaseCatalogue
{
    private ReleaseCatalogue(FeedCatalogue feeds)
    {
        Hierarchies = EmbeddedYaml.ReadAll<Dictionary<string, HierarchyYaml>>("Hierarchies/Values")
            .SelectMany(f => f.Content)
            .ToDictionary(p => p.Key, p => p.Value.ToHierarchy(p.Key, feeds.CodeLists), StringComparer.Ordinal);
        Releases = [.. EmbeddedYaml.ReadAll<ReleaseYaml>("Hierarchies/Releases").Select(f => f.Content.ToRelease(feeds.Feeds, Hierarchies))];
    }

    /// <summary>The releases of this build.</summary>
    /// <exception cref="InvalidDataException">One is not well formed; the message says where the fault is and how to correct it.</exception>
    public static ReleaseCatalogue Default { get; } = new(FeedCatalogue.Default);

    public IReadOnlyDictionary<string, Hierarchy> Hierarchies { get; }

    /// <summary>All releases, in ordinal order of the names of their feeds.</summary>
    public IReadOnlyList<MicrodataRelease> Releases { get; }

    /// <summary>The microdata release of a feed, or null where it has none.</summary>
    public MicrodataRelease? Find(string feed) => Releases.FirstOrDefault(r => string.Equals(r.Feed.Name, feed, StringComparison.Ordinal));
}
