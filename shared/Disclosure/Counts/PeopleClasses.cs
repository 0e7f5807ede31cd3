namespace IncDiv.Disclosure.Counts;

/// <summary>The people of a table in classes of equal codes in some columns.</summary>
internal sealed class PeopleClasses
{
    private readonly PeopleColumn[] _columns;
    private readonly List<long> _persons = [];
    private readonly List<ushort[]> _places = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <param name="columns">Names of columns of the table.</param>
    public PeopleClasses(PeopleTable table, IReadOnlyList<string> columns)
    {
        _columns =
        [
            .. columns.Select(c => table.Find(c)
                ?? throw new InvalidOperationException($"{table.Feed} {table.Quarter}: figures count people by '{c}', and nobody knows it of them.")),
        ];
        var classes = new Dictionary<UInt128, int>();
        for (int person = 0; person < table.Persons; person++)
        {
            UInt128 key = 0;
            foreach (PeopleColumn column in _columns)
                key = key * (UInt128)column.Codes.Count + column.Places[person];
            if (!classes.TryGetValue(key, out int found))
            {
                classes.Add(key, found = _persons.Count);
                _persons.Add(0);
                _places.Add([.. _columns.Select(c => c.Places[person])]);
                _known.Add(string.Join(',', _places[^1]));
            }
            _persons[found]++;
        }
    }

    /// <summary>How many people are in each class.</summary>
    public IReadOnlyList<long> Persons => _persons;

    /// <summary>Adds classes of nobody in which people of a secret population might be: like those who are, but with another of the commonest codes of a
    /// characteristic. An outsider does not know so well who they are.</summary>
    /// <param name="isFree">Columns in which anybody may have any code.</param>
    public void Suppose(Population secret, Func<PeopleColumn, bool> isFree)
    {
        const int Supposed = 3;
        int[] free = PlacesOf(isFree);
        foreach (IReadOnlyDictionary<string, string[]> box in secret.Boxes)
        {
            bool IsLike(int found) => Enumerable.Range(0, _columns.Length).All(c =>
                free.Contains(c) || !box.TryGetValue(_columns[c].Name, out string[]? codes) || codes.Contains(_columns[c].Codes[_places[found][c]]));
            // Those who are in it come first.
            int[] like =
            [
                .. Enumerable.Range(0, _persons.Count).Where(c => _persons[c] > 0 && IsLike(c))
                    .OrderByDescending(c => With(_places[c], box) is { } moved && moved.SequenceEqual(_places[c]))
                    .ThenByDescending(c => _persons[c]).ThenBy(NameOf, StringComparer.Ordinal).Take(Supposed),
            ];
            foreach (ushort[] places in like.Select(c => With(_places[c], box)).OfType<ushort[]>())
            {
                AddNobody(places);
                AddLike(places, free.Where(c => !box.ContainsKey(_columns[c].Name)));
            }
        }
    }

    /// <summary>The same for the few people who are left when others are subtracted.</summary>
    /// <param name="isFree">Columns in which anybody may have any code.</param>
    /// <param name="minimum">So many are not few.</param>
    public void SupposeLeft(PopulationCount secret, Func<PeopleColumn, bool> isFree, int minimum)
    {
        int[] left = [.. In(secret).Where(c => _persons[c] > 0)];
        if (!PrimaryRules.IsSmall(left.Sum(c => _persons[c]), minimum))
            return;
        int[] free = PlacesOf(isFree);
        foreach (int found in left)
            AddLike(_places[found], free);
    }

    /// <summary>The classes whose people a count counts.</summary>
    public IEnumerable<int> In(PopulationCount count)
    {
        Func<ushort[], bool> isIn = TestOf(count.Who);
        Func<ushort[], bool>[] less = [.. count.Less.Select(TestOf)];
        return Enumerable.Range(0, _places.Count).Where(c => isIn(_places[c]) && !Array.Exists(less, l => l(_places[c])));
    }

    private int[] PlacesOf(Func<PeopleColumn, bool> isFree) => [.. Enumerable.Range(0, _columns.Length).Where(c => isFree(_columns[c]))];

    private ushort[] CommonestOf(int column)
    {
        const int Commonest = 2;
        return
        [
            .. Enumerable.Range(0, _persons.Count).GroupBy(c => _places[c][column]).OrderByDescending(g => g.Sum(c => _persons[c]))
                .ThenBy(g => _columns[column].Codes[g.Key], StringComparer.Ordinal).Take(Commonest).Select(g => g.Key),
        ];
    }

    private void AddLike(ushort[] places, IEnumerable<int> columns)
    {
        foreach (int column in columns)
            foreach (ushort place in CommonestOf(column))
                AddNobody([.. places.Select((p, c) => c == column ? place : p)]);
    }

    private void AddNobody(ushort[] places)
    {
        if (!_known.Add(string.Join(',', places)))
            return;
        _persons.Add(0);
        _places.Add(places);
    }

    private string NameOf(int found) => string.Join(',', _columns.Select((c, i) => c.Codes[_places[found][i]]));

    private Func<ushort[], bool> TestOf(Population who)
    {
        (int Column, bool[] Holds)[][] boxes =
        [
            .. who.Boxes.Select(box => box.Select(t => Array.FindIndex(_columns, c => c.Name == t.Key) is var column && column >= 0
                ? (column, _columns[column].Codes.Select(t.Value.Contains).ToArray())
                : throw new InvalidOperationException($"{who}: no class tells '{t.Key}'.")).ToArray()),
        ];
        return places => Array.Exists(boxes, tests => Array.TrueForAll(tests, t => t.Holds[places[t.Column]]));
    }

    // The places with codes of the box; null where nobody has such a code, so that nobody is known to be without it.
    private ushort[]? With(ushort[] places, IReadOnlyDictionary<string, string[]> box)
    {
        ushort[] moved = [.. places];
        for (int c = 0; c < moved.Length; c++)
            if (box.TryGetValue(_columns[c].Name, out string[]? codes) && !codes.Contains(_columns[c].Codes[moved[c]]))
            {
                int place = Enumerable.Range(0, _columns[c].Codes.Count).FirstOrDefault(p => codes.Contains(_columns[c].Codes[p]), -1);
                if (place < 0)
                    return null;
                moved[c] = (ushort)place;
            }
        return moved;
    }
}
