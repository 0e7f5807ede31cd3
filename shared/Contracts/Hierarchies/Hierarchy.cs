namespace IncDiv.Contracts.Hierarchies;

/// <summary>
/// How the values of a quasi-identifier are generalised, level by level (disclosure.md 5.2). Level 0 is the value itself, the last level is
/// <see cref="Everything"/>. Blank is <see cref="Unknown"/> on every level below the last.
/// </summary>
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

    /// <summary>The values of level 0 in their order, or null where only the data knows them.</summary>
    public abstract IReadOnlyList<string>? Values { get; }

    /// <summary>The value of <paramref name="level"/> that stands for a value of level 0, or null where the hierarchy does not know it.</summary>
    public abstract string? Generalise(string value, int level);
}
