using System.Collections.Frozen;

namespace IncDiv.Contracts.Microdata;

/// <summary>How the values of a quasi-identifier are generalised, level by level (disclosure.md 5.2). Level 0 is the value itself, the last level is
/// <see cref="Everything"/>. Blank is <see cref="Unknown"/> on every level below the last.</summary>
public abstract class Hierarchy(string name, int version, IReadOnlyList<string> levels)
{
    /// <summary>Blank, not stated, or suppressed.</summary>
    public const string Unknown = "Unknown";

    /// <summary>The one value of the last level.</summary>
    public const string Everything = "*";

    public string Name { get; } = name;

    public int Version { get; } = version;

    /// <summary>Names of the levels, from the value itself to <see cref="Everything"/>.</summary>
    public IReadOnlyList<string> Levels { get; } = levels;

    /// <summary>The last level.</summary>
    public int Height => Levels.Count - 1;

    /// <summary>The values of level 0 in order; null if they are not listed and come from the data.</summary>
    public abstract IReadOnlyList<string>? Values { get; }

    /// <summary>The value of <paramref name="level"/> for a value of level 0; null if the hierarchy lacks it.</summary>
    public abstract string? Generalise(string value, int level);
}

/// <summary>A hierarchy whose values and groups are listed.</summary>
public sealed class ListedHierarchy : Hierarchy
{
    private readonly FrozenDictionary<string, string[]> _paths;

    /// <param name="levels">Names of all levels.</param>
    /// <param name="paths">For each value of level 0, in order, its values on all levels; the first entry is the value itself.</param>
    /// <exception cref="InvalidDataException">A level is not a function of the previous one, or a path does not have one entry for each level.</exception>
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

/// <summary>A hierarchy whose values are not listed: each level is a rule on the value.</summary>
/// <param name="rules">The rule of each level; null for a value that the hierarchy lacks.</param>
public sealed class RuledHierarchy(
    string name, int version, IReadOnlyList<string> levels, IReadOnlyList<string>? values, params Func<string, string?>[] rules)
    : Hierarchy(name, version, levels)
{
    public override IReadOnlyList<string>? Values { get; } = values;

    /// <summary>Two levels: the short text itself, or everything.</summary>
    public static RuledHierarchy Text(string name, int version) => new(name, version, ["text", Everything], null, text => text, _ => Everything);

    /// <summary>Two levels: true or false, or everything.</summary>
    public static RuledHierarchy Flag(string name, int version) =>
        new(name, version, ["flag", Everything], ["false", "true"], flag => flag is "false" or "true" ? flag : null, _ => Everything);

    public override string? Generalise(string value, int level) => value != Unknown ? rules[level](value) : level == Height ? Everything : Unknown;
}
