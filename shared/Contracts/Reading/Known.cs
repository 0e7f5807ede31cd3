namespace IncDiv.Contracts.Reading;

/// <summary>What other contracts may name, such as feeds. One that is there but has problems is known as null: a contract that names it has no problem of its
/// own, and cannot be used either.</summary>
/// <param name="what">Such as <c>code list</c>.</param>
/// <param name="where">Where one is added, such as <c>CodeLists</c>.</param>
internal sealed class Known<T>(string what, string where)
    where T : class
{
    private readonly Dictionary<string, T?> _items = new(StringComparer.Ordinal);

    /// <summary>Those without problems, in the order of the files.</summary>
    public IEnumerable<T> Sound => _items.Values.OfType<T>();

    public IEnumerable<string> Names => _items.Keys;

    /// <summary><see cref="Sound"/> by name.</summary>
    public IReadOnlyDictionary<string, T> SoundByName() =>
        _items.Where(i => i.Value is not null).ToDictionary(i => i.Key, i => i.Value!, StringComparer.Ordinal);

    public bool Contains(string name) => _items.ContainsKey(name);

    /// <summary>Adds one. A second one of the same name is a problem of its section.</summary>
    public void Add(Section section, string name, T? item)
    {
        if (!_items.TryAdd(name, item))
            section.Problem($" is defined twice. Give each {what} a unique name.");
    }

    /// <summary>The one of that name; null if it has problems, and null with a problem if there is none.</summary>
    public T? Find(Section section, string name, int? line = null)
    {
        if (_items.TryGetValue(name, out T? item))
        {
            if (item is null)
                section.NamesUnusable();
            return item;
        }
        // That nothing is named is a problem already.
        if (name.Length == 0)
            section.NamesUnusable();
        else
            section.Problem($": there is no {what} '{name}'. Correct the name, or add it below {where}.", line);
        return null;
    }
}

/// <summary>What measures, packs and the disclosure policy refer to by name.</summary>
internal sealed record CatalogueNames(Known<Feed> Feeds, Known<Breakdown> Breakdowns, Known<PopulationVintage> Populations, Known<Measure> Measures)
{
    /// <summary>Whether a breakdown has that name in the output, or in the catalogue.</summary>
    public bool IsBreakdown(string name) => Breakdowns.Contains(name) || Breakdowns.Sound.Any(b => b.Reports == name);
}
