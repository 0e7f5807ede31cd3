using System.Collections.Frozen;

namespace IncDiv.Contracts.Hierarchies;

/// <summary>A hierarchy whose values and groups are listed.</summary>
public sealed class ListedHierarchy : Hierarchy
{
    private readonly FrozenDictionary<string, string[]> _paths;

    /// <param name="levels">Names of all levels.</param>
    /// <param name="paths">For each value of level 0, in order, what stands for it on each level; its first entry is the value itself.</param>
    /// <exception cref="InvalidDataException">A level is no function of the one before it, or a path is not as long as the levels are many.</exception>
    public ListedHierarchy(string name, int version, IReadOnlyList<string> levels, IReadOnlyList<IReadOnlyList<string>> paths)
        : base(name, version, levels)
    {
        foreach (IReadOnlyList<string> path in paths)
            if (path.Count != levels.Count)
                throw new InvalidDataException($"Hierarchy '{name}': '{path[0]}' has {path.Count} levels instead of {levels.Count}.");
        for (int level = 1; level < levels.Count; level++)
            foreach (IGrouping<string, string> parents in paths.GroupBy(p => p[level - 1], p => p[level], StringComparer.Ordinal))
                if (parents.Distinct(StringComparer.Ordinal).Count() > 1)
                    throw new InvalidDataException($"Hierarchy '{name}', level '{levels[level]}': '{parents.Key}' has more than one parent.");
        Values = [.. paths.Select(p => p[0])];
        _paths = paths.ToFrozenDictionary(p => p[0], p => p.ToArray(), StringComparer.Ordinal);
    }

    public override IReadOnlyList<string> Values { get; }

    public override string? Generalise(string value, int level) => _paths.TryGetValue(value, out string[]? path) ? path[level] : null;
}
