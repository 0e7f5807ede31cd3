namespace IncDiv.Contracts.Hierarchies;

/// <summary>A hierarchy whose values are not listed: each level is a rule on the value.</summary>
public sealed class RuledHierarchy : Hierarchy
{
    private readonly Func<string, string?>[] _rules;

    private RuledHierarchy(string name, int version, IReadOnlyList<string> levels, IReadOnlyList<string>? values, params Func<string, string?>[] rules)
        : base(name, version, levels)
    {
        Values = values;
        _rules = rules;
    }

    public override IReadOnlyList<string>? Values { get; }

    /// <summary>A short text, or nothing of it.</summary>
    public static RuledHierarchy Text(string name, int version) => new(name, version, ["text", Everything], null, text => text, _ => Everything);

    /// <summary>True or false, or nothing of it.</summary>
    public static RuledHierarchy Flag(string name, int version) =>
        new(name, version, ["flag", Everything], ["false", "true"], flag => flag is "false" or "true" ? flag : null, _ => Everything);

    public override string? Generalise(string value, int level) =>
        value != Unknown ? _rules[level](value) : level == Height ? Everything : Unknown;
}
