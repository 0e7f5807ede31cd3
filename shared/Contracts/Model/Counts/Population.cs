namespace IncDiv.Contracts.Counts;

/// <summary>A set of people of a feed: those of some quarters who are in at least one of the boxes. Figures about one population count the same people,
/// whichever measure shows them (disclosure.md 4.1).</summary>
public sealed class Population : IEquatable<Population>
{
    /// <summary>The code of people of whom nothing is recorded in a column, or nothing that a group has.</summary>
    public const string Blank = "?";

    /// <summary>The code of people of whom a number is recorded, whichever it is.</summary>
    public const string Filled = "filled";

    /// <param name="quarters">Of the data; a survey wave that is carried forward keeps the quarter in which it was held.</param>
    /// <param name="boxes">Each maps columns to codes; people are in it if each of the columns holds one of its codes. A box without columns holds
    /// everybody.</param>
    public Population(string feed, IReadOnlyList<Quarter> quarters, IReadOnlyList<IReadOnlyDictionary<string, string[]>> boxes)
    {
        (Feed, Quarters) = (feed, [.. quarters.Order()]);
        // A box that asks for no code of a column holds nobody.
        IReadOnlyDictionary<string, string[]>[] filled = [.. boxes.Select(Sorted).Where(b => b.Values.All(codes => codes.Length > 0))];
        Boxes = filled.Length < 2 ? filled
            : InOneColumn(filled) is { } one ? [one]
            : [.. Joined(filled.OrderBy(Words, StringComparer.Ordinal)).OrderBy(Words, StringComparer.Ordinal)];
        Key = $"{feed}/{string.Join(" or ", Boxes.Select(Words))}/{string.Join('+', Quarters)}";
    }

    public string Feed { get; }

    /// <summary>Ascending.</summary>
    public IReadOnlyList<Quarter> Quarters { get; }

    public IReadOnlyList<IReadOnlyDictionary<string, string[]>> Boxes { get; }

    /// <summary>Names the population; it holds no count.</summary>
    public string Key { get; }

    /// <summary>The same boxes in later quarters, or in earlier ones.</summary>
    public Population Moved(int quarters) => new(Feed, [.. Quarters.Select(q => q.AddQuarters(quarters))], Boxes);

    public bool Equals(Population? other) => other is not null && Key == other.Key;

    public override bool Equals(object? obj) => Equals(obj as Population);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Key;

    // Most lists of boxes differ in one and the same column, such as all boroughs but one.
    private static SortedList<string, string[]>? InOneColumn(IReadOnlyDictionary<string, string[]>[] boxes)
    {
        string[]? differing = null;
        foreach (IReadOnlyDictionary<string, string[]> box in boxes.Skip(1))
            if (Difference(boxes[0], box) is not { Length: 1 } columns || (differing is not null && differing[0] != columns[0]))
                return null;
            else
                differing = columns;
        string column = differing![0];
        return Sorted(boxes[0].ToDictionary(b => b.Key, b => b.Key == column ? [.. boxes.SelectMany(x => x[column])] : b.Value, StringComparer.Ordinal));
    }

    // Boxes that differ in one column are one, with the codes of both.
    private static List<IReadOnlyDictionary<string, string[]>> Joined(IEnumerable<IReadOnlyDictionary<string, string[]>> boxes)
    {
        var joined = new List<IReadOnlyDictionary<string, string[]>>();
        foreach (IReadOnlyDictionary<string, string[]> box in boxes)
        {
            IReadOnlyDictionary<string, string[]> next = box;
            for (int i = 0; i < joined.Count; i++)
                if (Difference(joined[i], next) is { } columns && columns.Length < 2)
                {
                    next = columns is [var column]
                        ? Sorted(next.ToDictionary(b => b.Key, b => b.Key == column ? [.. b.Value, .. joined[i][column]] : b.Value, StringComparer.Ordinal))
                        : next;
                    joined.RemoveAt(i);
                    i = -1;
                }
            joined.Add(next);
        }
        return joined;
    }

    // The columns in which they differ; null where they do not have the same columns.
    private static string[]? Difference(IReadOnlyDictionary<string, string[]> one, IReadOnlyDictionary<string, string[]> other) =>
        one.Count == other.Count && one.Keys.All(other.ContainsKey)
            ? [.. one.Keys.Where(c => !one[c].SequenceEqual(other[c], StringComparer.Ordinal))]
            : null;

    private static SortedList<string, string[]> Sorted(IReadOnlyDictionary<string, string[]> box)
    {
        var sorted = new SortedList<string, string[]>(StringComparer.Ordinal);
        foreach ((string column, string[] codes) in box)
            sorted.Add(column, [.. codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        return sorted;
    }

    private static string Words(IReadOnlyDictionary<string, string[]> box) => string.Join(';', box.Select(b => $"{b.Key}={string.Join('+', b.Value)}"));
}
