namespace IncDiv.Measures.Counts;

/// <summary>Collects what populations can ask of the people of a feed in a quarter, batch by batch.</summary>
public sealed class PeopleReader
{
    private readonly Feed _feed;
    private readonly Quarter _quarter;
    private readonly Column[] _columns;
    private readonly JointAnswers[] _joint;
    private int _persons;

    public PeopleReader(MeasureCatalogue catalogue, Feed feed, Quarter quarter)
    {
        (_feed, _quarter) = (feed, quarter);
        MeasurePopulations[] populations = [.. catalogue.Measures.Where(m => m.Feed == feed.Name).Select(m => new MeasurePopulations(m, feed))];
        _joint = [.. populations.Select(p => p.Joint).OfType<JointAnswers>().DistinctBy(j => j.Name)];
        HashSet<string> names = [.. populations.SelectMany(p => p.Columns), .. _joint.SelectMany(j => j.Columns)];
        _columns = [.. feed.CuratedColumns.Where(c => names.Contains(c.Name)).OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => new Column(c))];
    }

    /// <summary>Adds the rows of a curated batch; the batch may be reused afterwards.</summary>
    public void Add(RowBatch batch)
    {
        foreach (Column column in _columns)
            column.Add(batch, _persons);
        _persons += batch.Count;
    }

    public PeopleTable Read()
    {
        PeopleColumn[] columns = [.. _columns.Select(c => c.Read(_persons))];
        IEnumerable<PeopleColumn> all = columns.Concat(_joint.Select(j => Joined(j, columns)));
        return new PeopleTable(_feed.Name, _quarter, [.. all.OrderBy(c => c.Name, StringComparer.Ordinal)], _persons);
    }

    private PeopleColumn Joined(JointAnswers joint, PeopleColumn[] columns)
    {
        bool[] asked = Meet(joint.Asked, columns), counted = Meet(joint.Counted, columns);
        return new PeopleColumn(
            joint.Name, [Population.Blank, JointAnswers.AskedCode, JointAnswers.CountedCode],
            [.. asked.Zip(counted, (a, c) => (ushort)(a ? c ? 2 : 1 : 0))], IsQuestion: true)
        {
            Joins = joint.Asked.Alternatives.SelectMany(a => a).GroupBy(t => t.Column, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => (IReadOnlySet<string>)g.SelectMany(t => t.Codes).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal),
        };
    }

    private bool[] Meet(Condition condition, PeopleColumn[] columns)
    {
        var meet = new bool[_persons];
        foreach (IReadOnlyList<ColumnTest> tests in condition.Alternatives)
        {
            (ushort[] Places, bool[] Holds)[] found =
            [
                .. tests.Select(t => columns.First(c => c.Name == t.Column) is var column
                    ? (column.Places, column.Codes.Select(t.Codes.Contains).ToArray())
                    : default),
            ];
            for (int i = 0; i < meet.Length; i++)
                meet[i] |= Array.TrueForAll(found, f => f.Holds[f.Places[i]]);
        }
        return meet;
    }

    // Dictionaries of batches differ, so codes get places of their own.
    private sealed class Column(CuratedColumn curated)
    {
        private readonly List<string> _codes = [Population.Blank];
        private readonly Dictionary<string, ushort> _places = new(StringComparer.Ordinal);
        private ushort[] _of = [];

        public void Add(RowBatch batch, int start)
        {
            if (_of.Length < start + batch.Count)
                Array.Resize(ref _of, Math.Max(start + batch.Count, _of.Length * 2));
            if (curated.Kind == CuratedKind.Number)
            {
                double[] values = batch.Column<NumberValues>(curated.Name).Values;
                for (int i = 0; i < batch.Count; i++)
                    _of[start + i] = double.IsNaN(values[i]) ? (ushort)0 : PlaceOf(Population.Filled);
                return;
            }
            CodeValues codes = batch.Column<CodeValues>(curated.Name);
            ushort[] places = [.. codes.Dictionary.Select(c => c is null ? (ushort)0 : PlaceOf(c))];
            for (int i = 0; i < batch.Count; i++)
                _of[start + i] = places[codes.Indices[i]];
        }

        public PeopleColumn Read(int persons) => new(curated.Name, _codes, _of[..persons], curated.Kind == CuratedKind.Scale);

        private ushort PlaceOf(string code)
        {
            if (!_places.TryGetValue(code, out ushort place))
            {
                _places.Add(code, place = checked((ushort)_codes.Count));
                _codes.Add(code);
            }
            return place;
        }
    }
}
