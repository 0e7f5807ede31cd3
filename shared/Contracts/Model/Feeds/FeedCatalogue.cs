namespace IncDiv.Contracts.Feeds;

/// <summary>All feeds and code lists of a force.</summary>
public sealed class FeedCatalogue
{
    internal FeedCatalogue(IReadOnlyDictionary<string, CodeList> codeLists, IReadOnlyList<Feed> feeds)
    {
        CodeLists = codeLists;
        Feeds = [.. feeds.OrderBy(f => f.Name, StringComparer.Ordinal)];
    }

    public IReadOnlyDictionary<string, CodeList> CodeLists { get; }

    /// <summary>All feeds, in ordinal order of their names.</summary>
    public IReadOnlyList<Feed> Feeds { get; }

    /// <summary>The feed that carries the action plan, or null.</summary>
    public Feed? ActionPlan => Feeds.FirstOrDefault(f => f.Kind == FeedKind.ActionPlan);

    /// <summary>The feed with that name, or null.</summary>
    public Feed? Find(string name) => Feeds.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.Ordinal));
}
