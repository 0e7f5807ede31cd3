namespace IncDiv.Contracts.Reading;

/// <summary>The written form of a code list; see the comments in <c>CodeLists/people.yaml</c>.</summary>
internal sealed class CodeListYaml
{
    public int Version { get; set; }

    public bool Numeric { get; set; }

    /// <summary>Code to label, or a plain list of codes that are their own labels.</summary>
    public object? Codes { get; set; }

    public List<double> From { get; set; } = [];

    public Dictionary<string, string> Aliases { get; set; } = [];

    public List<string>? Unknown { get; set; }

    public List<string> Outside { get; set; } = [];

    public List<string> Prefixes { get; set; } = [];

    public Dictionary<string, Dictionary<string, List<string>>> Groupings { get; set; } = [];

    public CodeList ToCodeList(string name)
    {
        List<(string Code, string Label)> codes = Codes switch
        {
            IDictionary<object, object> map => [.. map.Select(p => ((string)p.Key, (string)p.Value))],
            IList<object> list => [.. list.Select(c => ((string)c, (string)c))],
            _ => throw new InvalidDataException($"Code list '{name}': 'codes' must be a list, or a map of codes to labels."),
        };
        if (Unknown is null)
            throw new InvalidDataException($"Code list '{name}': list under 'unknown' the values that mean not stated; [] for none.");
        if (From.Count > 0 && From.Count != codes.Count)
            throw new InvalidDataException($"Code list '{name}': 'from' needs one lower bound for each code.");
        if (Numeric && codes.Any(c => !int.TryParse(c.Code, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            throw new InvalidDataException($"Code list '{name}': a numeric list must have whole numbers as codes.");
        var groupings = Groupings.ToDictionary(
            g => g.Key,
            IReadOnlyList<CodeGroup> (g) => [.. g.Value.Select(p => new CodeGroup(p.Key, p.Value))],
            StringComparer.Ordinal);
        foreach ((string grouping, IReadOnlyList<CodeGroup> groups) in groupings)
            foreach (string code in groups.SelectMany(g => g.Codes))
                if (!codes.Exists(c => c.Code == code))
                    throw new InvalidDataException($"Code list '{name}', grouping '{grouping}': code '{code}' is not in the list.");
        return new CodeList(
            name, Version, Numeric, [.. codes.Select((c, i) => new ListedCode(c.Code, c.Label, From.Count > 0 ? From[i] : null))],
            Aliases, Unknown, Outside, Prefixes, groupings);
    }
}
