namespace IncDiv.Contracts.Feeds;

/// <summary>All feeds and code lists, read from the YAML files of this assembly.</summary>
public sealed class FeedCatalogue
{
    private FeedCatalogue(IReadOnlyDictionary<string, CodeList> codeLists, IReadOnlyList<Feed> feeds)
    {
        CodeLists = codeLists;
        Feeds = feeds;
    }

    /// <summary>The contracts of this build.</summary>
    /// <exception cref="InvalidDataException">A contract is not well formed; the message says where the fault is and how to correct it.</exception>
    public static FeedCatalogue Default { get; } = Read();

    public IReadOnlyDictionary<string, CodeList> CodeLists { get; }

    /// <summary>All feeds, in ordinal order of their names.</summary>
    public IReadOnlyList<Feed> Feeds { get; }

    /// <summary>The feed with that name, or null.</summary>
    public Feed? Find(string name) => Feeds.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.Ordinal));

    private static FeedCatalogue Read()
    {
        var lists = EmbeddedYaml.ReadAll<Dictionary<string, CodeListYaml>>("CodeLists")
            .SelectMany(f => f.Content)
            .ToDictionary(p => p.Key, p => p.Value.ToCodeList(p.Key), StringComparer.Ordinal);
        return new FeedCatalogue(lists, [.. EmbeddedYaml.ReadAll<FeedYaml>("Feeds").Select(f => f.Content.ToFeed(lists))]);
    }
}
