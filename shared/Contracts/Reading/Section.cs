namespace IncDiv.Contracts.Reading;

/// <summary>A map in a contract file under reading, such as a feed or a column. Each property is asked for by name; what is missing or of the wrong type is
/// added to the problems with its line, and so is, by <see cref="Finish"/>, every property that nobody asked for.</summary>
/// <param name="file">The file.</param>
/// <param name="key">The name of the section where it is an entry of a map; otherwise empty.</param>
/// <param name="line">The line of the name.</param>
/// <param name="where">The section in messages, such as <c>Column 'rank'</c>.</param>
internal sealed class Section(ContractFile file, string key, YamlMap map, int line, string where)
{
    private SortedSet<string> _known = new(StringComparer.Ordinal);
    private readonly int _before = file.FaultCount;

    public string Key => key;

    public int Line => line;

    /// <summary>Whether the section, as far as it was read, has no problem and names nothing that has.</summary>
    public bool IsSound => file.FaultCount == _before;

    /// <summary>This section under a name that it gives itself. Read on from the result only.</summary>
    public Section Named(string name) => new(file, key, map, line, name) { _known = _known };

    /// <summary>Adds a problem: <paramref name="what"/> follows the name of the section, so it begins with a blank or a colon.</summary>
    /// <param name="at">Its line, if not that of the section.</param>
    public void Problem(string what, int? at = null) => file.Problem(at ?? line, where + what);

    /// <summary>The names of all properties, for a section whose names are data.</summary>
    public IEnumerable<string> Names => map.Entries.Select(e => e.Key).Distinct(StringComparer.Ordinal);

    /// <inheritdoc cref="ContractFile.NamesUnusable"/>
    public void NamesUnusable() => file.NamesUnusable();

    /// <summary>Names properties that the section may have, whichever reader asks.</summary>
    public void Allow(params IEnumerable<string> names) => _known.UnionWith(names);

    public bool Has(string name) => Value(name) is not null;

    /// <summary>The line of a property; that of the section if it is missing.</summary>
    public int LineOf(string name) => map.Entry(name)?.Line ?? line;

    public string? Text(string name) => Value(name) is { } value ? (value as YamlText)?.Text ?? Wrong<string?>(name, "a text", null) : null;

    public string Text(string name, string otherwise) => Text(name) ?? otherwise;

    /// <summary>A text that must be given; empty, with a problem, if it is not.</summary>
    public string Required(string name)
    {
        if (Value(name) is null or YamlText { Text: "" })
            Problem($" has no '{name}'. Give it; see an existing contract for an example.", LineOf(name));
        return Text(name, "");
    }

    public bool Flag(string name, bool otherwise = false) => OneOf(name, otherwise, "true or false", ("true", true), ("false", false));

    public double? Number(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return IsNumber(text, out double number) ? number : Wrong<double?>(name, "a number", null);
    }

    /// <summary>A whole number of <paramref name="min"/> or more.</summary>
    public int? Whole(string name, int min = 0)
    {
        if (Text(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= min)
            return number;
        return Wrong<int?>(name, FormattableString.Invariant($"a whole number of {min} or more"), null);
    }

    /// <summary>A number that must be given; 0, with a problem, if it is not.</summary>
    public double RequiredNumber(string name)
    {
        if (!Has(name))
            Problem($" has no '{name}'. Give a number.");
        return Number(name) ?? 0;
    }

    /// <summary>A whole number that must be given; <paramref name="min"/>, with a problem, if it is not.</summary>
    public int RequiredWhole(string name, int min)
    {
        if (!Has(name))
            Problem(FormattableString.Invariant($" has no '{name}'. Give a whole number of {min} or more."));
        return Whole(name, min) ?? min;
    }

    /// <summary>The version, which receipts and files state.</summary>
    public int Version()
    {
        if (!Has("version"))
            Problem(" has no version. Give a version of 1 or more, and increase it with every change.");
        return Whole("version", 1) ?? 1;
    }

    /// <summary>One of several words; <paramref name="otherwise"/> if the property is missing.</summary>
    public T OneOf<T>(string name, T otherwise, string expected, params ReadOnlySpan<(string Word, T Value)> words)
    {
        if (Text(name) is not { } text)
            return otherwise;
        foreach ((string word, T value) in words)
            if (word == text)
                return value;
        Problem($": '{name}' is '{text}', but must be {expected}.", LineOf(name));
        return otherwise;
    }

    /// <summary>One of several words that must be given; <paramref name="otherwise"/>, with a problem, if it is not.</summary>
    public T RequiredOneOf<T>(string name, T otherwise, string expected, params ReadOnlySpan<(string Word, T Value)> words)
    {
        if (!Has(name))
            Problem($" has no '{name}'. Give {expected}.");
        return OneOf(name, otherwise, expected, words);
    }

    /// <summary>A member of an enum, written in lower case with underscores; <paramref name="otherwise"/> if the property is missing.</summary>
    public T OneOf<T>(string name, T otherwise)
        where T : struct, Enum =>
        OneOf(name, otherwise, "one of " + string.Join(", ", Written.Names<T>()), [.. Enum.GetValues<T>().Select(v => (Written.Name(v), v))]);

    /// <summary>The texts of a list; none if it is missing.</summary>
    public IReadOnlyList<YamlText> Texts(string name) => Value(name) switch
    {
        null => [],
        YamlList list when list.Items.All(i => i is YamlText) => [.. list.Items.Cast<YamlText>()],
        _ => Wrong<IReadOnlyList<YamlText>>(name, "a list of values, such as [a, b]; [] for none", []),
    };

    /// <inheritdoc cref="Texts"/>
    public IReadOnlyList<string> Words(string name) => [.. Texts(name).Select(t => t.Text)];

    /// <summary>The numbers of a list; none if it is missing.</summary>
    public IReadOnlyList<double> Numbers(string name)
    {
        var numbers = new List<double>();
        foreach (YamlText text in Texts(name))
            if (IsNumber(text.Text, out double number))
                numbers.Add(number);
            else
                Problem($": '{text.Text}' under '{name}' is not a number.", text.Line);
        return numbers;
    }

    /// <summary>The entries of a map of texts; none if it is missing. Of a name that is there twice the first is kept, with a problem.</summary>
    public IReadOnlyList<(string Key, string Text, int Line)> TextMap(string name)
    {
        if (Value(name) is not { } value)
            return [];
        if (value is not YamlMap entries || !entries.Entries.All(e => e.Value is YamlText))
            return Wrong<IReadOnlyList<(string, string, int)>>(name, "a map of texts, such as { a: b }; {} for none", []);
        return [.. Unique(file, entries, where, $"under '{name}' the entry").Select(e => (e.Key, ((YamlText)e.Value).Text, e.Line))];
    }

    /// <summary>The entries of a map of numbers; none if it is missing.</summary>
    public IReadOnlyDictionary<string, double> NumberMap(string name)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach ((string entry, string text, int at) in TextMap(name))
            if (IsNumber(text, out double number))
                numbers[entry] = number;
            else
                Problem($": '{entry}' under '{name}' must be a number.", at);
        return numbers;
    }

    /// <summary>A map within this one; null if it is missing.</summary>
    public Section? Part(string name, string what) => Value(name) switch
    {
        null => null,
        YamlMap part => new Section(file, name, part, LineOf(name), $"{where}, {what}"),
        _ => Wrong<Section?>(name, "a map", null),
    };

    /// <summary>The maps in a map, each by its name; none if it is missing.</summary>
    /// <param name="what">What an entry is, such as <c>column</c>.</param>
    public IEnumerable<Section> Parts(string name, string what) => Value(name) switch
    {
        null => [],
        YamlMap parts => Parts(file, parts, where, what),
        _ => Wrong<IEnumerable<Section>>(name, $"a map of a {what} to its properties", []),
    };

    /// <summary>The maps in a list; none if it is missing.</summary>
    /// <param name="what">What an item is, such as <c>rule</c>.</param>
    public IEnumerable<Section> Items(string name, string what) => Value(name) switch
    {
        null => [],
        YamlList items => Items(file, items, what, $"{where}, "),
        _ => Wrong<IEnumerable<Section>>(name, $"a list, each item a {what}; [] for none", []),
    };

    /// <summary>A property of a form that only its reader knows.</summary>
    public YamlValue? Value(string name)
    {
        _known.Add(name);
        return map[name];
    }

    /// <summary>Lists properties that are there twice, and those that nobody asked for.</summary>
    /// <returns><see cref="IsSound"/>.</returns>
    public bool Finish()
    {
        foreach (YamlEntry entry in Unique(file, map, where, "the property").Where(e => !_known.Contains(e.Key)))
            Problem($": there is no property '{entry.Key}'. Remove it, or correct it to one of {string.Join(", ", _known)}.", entry.Line);
        return IsSound;
    }

    /// <summary>What was read of the section, after <see cref="Finish"/>.</summary>
    public T Finished<T>(T read)
    {
        Finish();
        return read;
    }

    /// <summary>What was read of the section, after <see cref="Finish"/>; null if it has problems.</summary>
    public T? IfSound<T>(T? read) where T : class => Finish() ? read : null;

    internal static IEnumerable<Section> Parts(ContractFile file, YamlMap parts, string where, string what)
    {
        foreach (YamlEntry entry in Unique(file, parts, where, $"the {what}"))
            if (entry.Value is YamlMap part)
                yield return new Section(file, entry.Key, part, entry.Line, $"{Capital(what)} '{entry.Key}'");
            else
                file.Problem(entry.Line, $"{Capital(what)} '{entry.Key}' must be a map of properties, such as {{ version: 1 }}.");
    }

    internal static IEnumerable<Section> Items(ContractFile file, YamlList items, string what, string within)
    {
        foreach (YamlValue item in items.Items)
            if (item is YamlMap map)
                yield return new Section(file, "", map, item.Line, within.Length > 0 ? $"{within}{what}" : Capital(what));
            else
                file.Problem(item.Line, $"{within}{what}: it must be a map of properties, such as {{ name: value }}.");
    }

    // YAML forbids equal names, and which of them was meant nobody knows.
    private static IEnumerable<YamlEntry> Unique(ContractFile file, YamlMap map, string where, string what)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (YamlEntry entry in map.Entries)
            if (first.TryAdd(entry.Key, entry.Line))
                yield return entry;
            else
                file.Problem(entry.Line, $"{where} has {what} '{entry.Key}' twice, first on line {first[entry.Key]}. Keep one.");
    }

    private static string Capital(string what) => char.ToUpperInvariant(what[0]) + what[1..];

    private static bool IsNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private T Wrong<T>(string name, string expected, T otherwise)
    {
        Problem($": '{name}' must be {expected}.", LineOf(name));
        return otherwise;
    }
}

/// <summary>The names of enum members in contract files: lower case with underscores.</summary>
internal static class Written
{
    public static string Name<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    public static IEnumerable<string> Names<T>() where T : struct, Enum => Enum.GetValues<T>().Select(Name);
}
