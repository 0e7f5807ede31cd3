namespace IncDiv.Disclosure.Release;

/// <summary>A set of people by what is known of each: those of a feed whose columns hold one of the listed codes. Two figures about one set count the same
/// people, whichever measure shows them. Time is a dimension, too: four quarters are four codes of <see cref="Time"/>.</summary>
internal sealed class PeopleSet : IEquatable<PeopleSet>
{
    /// <summary>The dimension of quarters, and of waves.</summary>
    public const string Time = "quarter";

    /// <summary>The code of people whose column is blank.</summary>
    public const string Blank = "?";

    // Names are asked for all the time.
    private readonly string[] _names;

    private PeopleSet(string feed, SortedList<string, string[]> where)
    {
        (Feed, Where) = (feed, where);
        _names = [.. where.Select(w => $"{w.Key}={string.Join('+', w.Value)}")];
        Key = string.Join(';', _names);
    }

    public string Feed { get; }

    /// <summary>Dimension to codes, in ordinal order.</summary>
    public IReadOnlyDictionary<string, string[]> Where { get; }

    /// <summary>Names the set; holds no count.</summary>
    public string Key { get; }

    public static PeopleSet Of(string feed, IEnumerable<KeyValuePair<string, string[]>> where)
    {
        var sorted = new SortedList<string, string[]>(StringComparer.Ordinal);
        foreach ((string dimension, string[] codes) in where)
            sorted[dimension] = sorted.TryGetValue(dimension, out string[]? before) ? [.. before.Intersect(codes)] : [.. codes.Order(StringComparer.Ordinal)];
        return new PeopleSet(feed, WorkOfRank.Normalise(sorted));
    }

    public PeopleSet With(string dimension, string[] codes) => Of(Feed, Where.Where(w => w.Key != dimension).Append(new(dimension, codes)));

    public PeopleSet Without(string dimension) => Of(Feed, Where.Where(w => w.Key != dimension));

    public PeopleSet And(IEnumerable<KeyValuePair<string, string[]>> more) => Of(Feed, Where.Concat(more));

    /// <summary>The name of the rest when some dimensions are left out.</summary>
    public string KeyWithout(params ReadOnlySpan<string> dimensions)
    {
        bool hasAny = false;
        foreach (string dimension in dimensions)
            hasAny |= Where.ContainsKey(dimension);
        if (!hasAny)
            return Key;
        var left = new List<string>(_names.Length);
        int place = 0;
        foreach (string dimension in Where.Keys)
        {
            if (!dimensions.Contains(dimension))
                left.Add(_names[place]);
            place++;
        }
        return string.Join(';', left);
    }

    public bool Equals(PeopleSet? other) => other is not null && Feed == other.Feed && Key == other.Key;

    public override bool Equals(object? obj) => Equals(obj as PeopleSet);

    public override int GetHashCode() => HashCode.Combine(Feed, Key);

    public override string ToString() => $"{Feed}/{Key}";
}
