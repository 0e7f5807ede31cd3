using System.Collections.Frozen;

namespace IncDiv.Contracts.Feeds;

/// <summary>One code of a list.</summary>
/// <param name="From">Lower bound of a band, in the unit of the list (years, months); null where the list is not of bands.</param>
public sealed record ListedCode(string Code, string Label, double? From);

/// <summary>A named group of codes that measures report on, such as <c>BME</c>.</summary>
public sealed record CodeGroup(string Label, IReadOnlyList<string> Codes);

/// <summary>A code list: the codes in their natural order (ranks from junior to senior), the spellings that source teams may use, and the groupings that
/// measures use. Read from <c>CodeLists/*.yaml</c>.</summary>
/// <param name="unknown">Codes accepted as unknown, with a warning (W102).</param>
/// <param name="outside">Values that put the whole row outside the area policed (R208).</param>
/// <param name="aliases">Other spellings of a code: alias to code.</param>
/// <param name="prefixes">Prefixes that are removed before matching, such as <c>T/</c> for a temporary rank.</param>
/// <param name="notAnswers">Codes that are no answer, such as "don't know".</param>
public sealed class CodeList(
    string name, int version, bool isNumeric, IReadOnlyList<ListedCode> codes, IReadOnlyDictionary<string, string> aliases,
    IReadOnlyList<string> unknown, IReadOnlyList<string> outside, IReadOnlyList<string> prefixes, IReadOnlyList<string> notAnswers, bool isAgreement,
    IReadOnlyDictionary<string, IReadOnlyList<CodeGroup>> groupings)
{
    // Of the same spelling a code goes before an alias, and an alias before a label.
    private readonly FrozenDictionary<string, string> _canonical = codes.Select(c => (Spelling: Normalise(c.Code), c.Code))
        .Concat(aliases.Select(a => (Spelling: Normalise(a.Key), Code: a.Value))).Concat(codes.Select(c => (Spelling: Normalise(c.Label), c.Code)))
        .DistinctBy(s => s.Spelling, StringComparer.Ordinal).ToFrozenDictionary(s => s.Spelling, s => s.Code, StringComparer.Ordinal);

    private readonly string[] _prefixes = [.. prefixes.Select(Normalise)];
    private readonly string[] _notAnswers = [.. notAnswers.Distinct(StringComparer.Ordinal)];

    public string Name { get; } = name;

    public int Version { get; } = version;

    /// <summary>True if codes are whole numbers (answer scales), which are kept as numbers.</summary>
    public bool IsNumeric { get; } = isNumeric;

    /// <summary>True if answers go from strongly agree, 1, to strongly disagree. A drop may say that it has them the other way round.</summary>
    public bool IsAgreement { get; } = isAgreement;

    /// <summary>How many codes are answers.</summary>
    public int AnswerCount => Codes.Count - _notAnswers.Length;

    public IReadOnlyList<ListedCode> Codes { get; } = codes;

    public IReadOnlyDictionary<string, string> Aliases { get; } = aliases;

    public FrozenSet<string> Unknown { get; } = unknown.Select(Normalise).ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> Outside { get; } = outside.Select(Normalise).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Grouping name to its groups in display order; a code in no group is outside the denominator.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<CodeGroup>> Groupings { get; } = groupings;

    /// <summary>Finds the code of a delivered value. Matching ignores case, outer and repeated blanks, and the kind of dash.</summary>
    public CodeMatch Match(string value, out string code)
    {
        string text = Normalise(value);
        foreach (string prefix in _prefixes)
            if (text.Length > prefix.Length && text.StartsWith(prefix, StringComparison.Ordinal))
                text = text[prefix.Length..].TrimStart();
        if (_canonical.TryGetValue(text, out string? found))
        {
            code = found;
            return CodeMatch.Known;
        }
        code = "";
        return Unknown.Contains(text) ? CodeMatch.Unknown : Outside.Contains(text) ? CodeMatch.Outside : CodeMatch.None;
    }

    /// <summary>Position of a code in the list; -1 if it is not listed.</summary>
    public int OrderOf(string code)
    {
        for (int i = 0; i < Codes.Count; i++)
            if (string.Equals(Codes[i].Code, code, StringComparison.Ordinal))
                return i;
        return -1;
    }

    /// <summary>Whether a code is an answer. Refusals, "don't know", "not asked" and "prefer not to say" are not, and are outside every denominator (feeds.md
    /// 3.1): they are the list's own non-answers, and the codes that are in no group of any grouping.</summary>
    public bool IsStated(string code) => !_notAnswers.Contains(code, StringComparer.Ordinal)
        && (Groupings.Count == 0 || Groupings.Values.Any(g => g.Any(group => group.Codes.Contains(code, StringComparer.Ordinal))));

    /// <summary>The band that holds <paramref name="value"/>: the last one whose lower bound it reaches, or null below the first.</summary>
    public string? BandOf(double value) => Codes.LastOrDefault(c => c.From <= value)?.Code;

    /// <summary>The form in which values, codes and aliases are compared: upper case, single blanks, plain dashes.</summary>
    internal static string Normalise(string text) =>
        string.Join(' ', text.Replace('\u2013', '-').Replace('\u2014', '-').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}

/// <summary>The result of matching a delivered value with a code list.</summary>
public enum CodeMatch
{
    None,
    Known,
    Unknown,
    Outside,
}
