using System.Buffers;

namespace IncDiv.Disclosure.Counts;

/// <summary>The people of a table in classes of equal codes in some columns.</summary>
internal sealed class PeopleClasses
{
    private readonly PeopleColumn[] _columns;
    private readonly BoxColumns _boxes;
    private readonly ushort[]?[] _commonest;
    private readonly List<long> _persons = [];
    private readonly List<ushort[]> _places = [];
    private readonly HashSet<UInt128> _known = [];

    /// <param name="columns">Names of columns of the table.</param>
    public PeopleClasses(PeopleTable table, IReadOnlyList<string> columns)
    {
        _columns =
        [
            .. columns.Select(c => table.Find(c)
                ?? throw new InvalidOperationException($"{table.Feed} {table.Quarter}: figures count people by '{c}', and nobody knows it of them.")),
        ];
        _boxes = new BoxColumns(_columns);
        _commonest = new ushort[_columns.Length][];
        int[] classOf = ArrayPool<int>.Shared.Rent(table.Persons);
        Number(classOf.AsSpan(0, table.Persons));
        for (int person = 0; person < table.Persons; person++)
        {
            if (classOf[person] == _persons.Count)
            {
                _persons.Add(0);
                _places.Add([.. _columns.Select(c => c.Places[person])]);
                _known.Add(KeyOf(_places[^1]));
            }
            _persons[classOf[person]]++;
        }
        ArrayPool<int>.Shared.Return(classOf);
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
            BoxTest[] tests = [.. box.Select(t => _boxes.Find(t.Key, t.Value)).OfType<BoxTest>()];
            BoxTest[] given = [.. tests.Where(t => !free.Contains(t.Column))];
            // Those who are in it come first.
            int[] like =
            [
                .. Enumerable.Range(0, _persons.Count).Where(c => _persons[c] > 0 && BoxTest.HoldAll(given, _places[c]))
                    .OrderByDescending(c => BoxTest.HoldAll(tests, _places[c]))
                    .ThenByDescending(c => _persons[c]).ThenBy(NameOf, StringComparer.Ordinal).Take(Supposed),
            ];
            foreach (ushort[] places in like.Select(c => With(_places[c], tests)).OfType<ushort[]>())
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
        BoxTest[][] isIn = _boxes.Of(count.Who);
        BoxTest[][][] less = [.. count.Less.Select(_boxes.Of)];
        for (int found = 0; found < _places.Count; found++)
            if (BoxTest.HoldAny(isIn, _places[found]) && !Array.Exists(less, l => BoxTest.HoldAny(l, _places[found])))
                yield return found;
    }

    // Gives each person the number of a class, in the order in which classes first come.
    private void Number(Span<int> classOf)
    {
        classOf.Clear();
        int count = 1;
        foreach (PeopleColumn column in _columns)
        {
            int codes = column.Codes.Count;
            int[] numbers = ArrayPool<int>.Shared.Rent(count * codes);
            Array.Clear(numbers, 0, count * codes);
            count = 0;
            for (int person = 0; person < classOf.Length; person++)
            {
                ref int number = ref numbers[classOf[person] * codes + column.Places[person]];
                if (number == 0)
                    number = ++count;
                classOf[person] = number - 1;
            }
            ArrayPool<int>.Shared.Return(numbers);
        }
    }

    private int[] PlacesOf(Func<PeopleColumn, bool> isFree) => [.. Enumerable.Range(0, _columns.Length).Where(c => isFree(_columns[c]))];

    private ushort[] CommonestOf(int column)
    {
        const int Commonest = 2;
        return _commonest[column] ??=
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
        if (!_known.Add(KeyOf(places)))
            return;
        _persons.Add(0);
        _places.Add(places);
    }

    private UInt128 KeyOf(ushort[] places)
    {
        UInt128 key = 0;
        for (int c = 0; c < places.Length; c++)
            key = key * (UInt128)_columns[c].Codes.Count + places[c];
        return key;
    }

    private string NameOf(int found) => string.Join(',', _columns.Select((c, i) => c.Codes[_places[found][i]]));

    // The places with codes that pass the tests; null where nobody has such a code, so that nobody is known to be without it.
    private static ushort[]? With(ushort[] places, BoxTest[] tests)
    {
        ushort[] moved = [.. places];
        foreach (BoxTest test in tests.Where(t => !t.Holds[places[t.Column]]))
            if (Array.IndexOf(test.Holds, true) is >= 0 and var place)
                moved[test.Column] = (ushort)place;
            else
                return null;
        return moved;
    }
}
