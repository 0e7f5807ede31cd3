namespace IncDiv.Contracts.Hierarchies;

/// <summary>The written form of a hierarchy; see the comment in <c>Values/people.yaml</c>.</summary>
internal sealed class HierarchyYaml
{
    public int Version { get; set; }

    public string? Codes { get; set; }

    public string? Rule { get; set; }

    /// <summary>Level name to its groups: group to the values of the previous level.</summary>
    public Dictionary<string, Dictionary<string, List<string>>> Levels { get; set; } = [];

    public Hierarchy ToHierarchy(string name, IReadOnlyDictionary<string, CodeList> codeLists) => (Codes, Rule) switch
    {
        (null, "text") => RuledHierarchy.Text(name, Version),
        (null, "flag") => RuledHierarchy.Flag(name, Version),
        (not null, null) when codeLists.TryGetValue(Codes, out CodeList? list) => Listed(name, list),
        _ => throw new InvalidDataException($"Hierarchy '{name}': give either the 'codes' of a code list or a 'rule' of text or flag."),
    };

    private ListedHierarchy Listed(string name, CodeList list)
    {
        var paths = new List<List<string>> { new() { Hierarchy.Unknown } };
        paths.AddRange(list.Codes.Select(c => new List<string> { c.Code }));
        foreach ((string level, Dictionary<string, List<string>> groups) in Levels)
        {
            var parents = new Dictionary<string, string>(StringComparer.Ordinal) { [Hierarchy.Unknown] = Hierarchy.Unknown };
            var known = paths.Select(p => p[^1]).ToHashSet(StringComparer.Ordinal);
            foreach ((string group, List<string> values) in groups)
                foreach (string value in values)
                    if (!known.Contains(value))
                        throw new InvalidDataException($"Hierarchy '{name}', level '{level}': '{value}' is not a value of the previous level.");
                    else if (!parents.TryAdd(value, group))
                        throw new InvalidDataException($"Hierarchy '{name}', level '{level}': '{value}' is in two groups, or is Unknown.");
            foreach (List<string> path in paths)
                path.Add(parents.TryGetValue(path[^1], out string? parent)
                    ? parent
                    : throw new InvalidDataException($"Hierarchy '{name}', level '{level}': '{path[^1]}' is in no group."));
        }
        foreach (List<string> path in paths)
            path.Add(Hierarchy.Everything);
        return new ListedHierarchy(name, Version, ["codes", .. Levels.Keys, Hierarchy.Everything], paths);
    }
}
