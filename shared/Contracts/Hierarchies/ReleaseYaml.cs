namespace IncDiv.Contracts.Hierarchies;

/// <summary>The written form of a microdata release; see the comment in <c>Releases/pas.yaml</c>.</summary>
internal sealed class ReleaseYaml
{
    public string Feed { get; set; } = "";

    public int Version { get; set; }

    public long? Population { get; set; }

    public Dictionary<string, QuasiYaml> QuasiIdentifiers { get; set; } = [];

    public List<string> Sensitive { get; set; } = [];

    public List<string> PassThrough { get; set; } = [];

    public Dictionary<string, RoundedYaml> Rounded { get; set; } = [];

    public Dictionary<string, string> Dropped { get; set; } = [];

    public Dictionary<string, string> SuppressionMonitored { get; set; } = [];

    /// <exception cref="InvalidDataException">A column has no role, two roles, or a role that its kind does not allow.</exception>
    public MicrodataRelease ToRelease(IReadOnlyList<Feed> feeds, IReadOnlyDictionary<string, Hierarchy> hierarchies)
    {
        Feed feed = feeds.FirstOrDefault(f => f.Name == Feed) ?? throw new InvalidDataException($"Release: there is no feed '{Feed}'.");
        List<string> roles = [.. QuasiIdentifiers.Keys, .. Sensitive, .. PassThrough, .. Rounded.Keys, .. Dropped.Keys];
        foreach (CuratedColumn column in feed.CuratedColumns)
            if (roles.Count(r => r == column.Name) is int count and not 1)
                throw new InvalidDataException($"Release of '{Feed}': column '{column.Name}' has {count} roles; give it one. Nothing is released by default.");
        if (roles.Find(r => feed.CuratedColumns.All(c => c.Name != r)) is string unexpected)
            throw new InvalidDataException($"Release of '{Feed}': there is no curated column '{unexpected}'.");
        foreach (CuratedColumn column in feed.CuratedColumns)
            Check(column);
        return new MicrodataRelease(
            feed, Version, Population,
            [.. QuasiIdentifiers.Select(q => new QuasiIdentifier(q.Key, HierarchyOf(q.Key, hierarchies), q.Value.Importance, q.Value.MinimumLevel is { } level ? LevelOf(q.Key, level, hierarchies) : 0))],
            Sensitive, PassThrough, [.. Rounded.Select(r => new RoundedColumn(r.Key, r.Value.Step, r.Value.Top))], Dropped,
            [.. SuppressionMonitored.Select(w => new MonitoredColumn(w.Key, LevelOf(w.Key, w.Value, hierarchies)))]);
    }

    private void Check(CuratedColumn column)
    {
        bool Fits() => column.Kind switch
        {
            CuratedKind.Pseudonym => Dropped.ContainsKey(column.Name),
            CuratedKind.Number => Dropped.ContainsKey(column.Name) || (Rounded.TryGetValue(column.Name, out RoundedYaml? r) && r.Step > 0 && r.Top >= r.Step),
            CuratedKind.Text => Dropped.ContainsKey(column.Name) || QuasiIdentifiers.ContainsKey(column.Name),
            _ => !Rounded.ContainsKey(column.Name),
        };
        if (!Fits())
            throw new InvalidDataException($"Release of '{Feed}': column '{column.Name}' cannot have this role. Pseudonyms are dropped, numbers rounded to a positive step or dropped, texts generalised or dropped.");
    }

    private Hierarchy HierarchyOf(string column, IReadOnlyDictionary<string, Hierarchy> hierarchies) =>
        QuasiIdentifiers.TryGetValue(column, out QuasiYaml? quasi) && quasi.Importance > 0 && hierarchies.TryGetValue(quasi.Hierarchy, out Hierarchy? hierarchy)
            ? hierarchy
            : throw new InvalidDataException($"Release of '{Feed}': quasi-identifier '{column}' needs a known hierarchy and an importance above 0.");

    private int LevelOf(string column, string level, IReadOnlyDictionary<string, Hierarchy> hierarchies) =>
        HierarchyOf(column, hierarchies).Levels.ToList().IndexOf(level) is int index and >= 0
            ? index
            : throw new InvalidDataException($"Release of '{Feed}': the hierarchy of '{column}' has no level '{level}'.");
}

internal sealed class QuasiYaml
{
    public string Hierarchy { get; set; } = "";

    public int Importance { get; set; } = 1;

    public string? MinimumLevel { get; set; }
}

internal sealed class RoundedYaml
{
    public double Step { get; set; }

    public double Top { get; set; }
}
