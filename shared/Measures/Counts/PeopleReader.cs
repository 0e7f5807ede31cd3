namespace IncDiv.Measures.Counts;

/// <summary>Collects what populations can ask of the people of a feed in a quarter, batch by batch.</summary>
public sealed class PeopleReader
{
    private readonly Feed _feed;
    private readonly Quarter _quarter;
    private readonly Column[] _columns;
    private readonly JointColumn[] _joint;
    private int _persons;

    public PeopleReader(MeasureCatalogue catalogue, Feed feed, Quarter quarter)
    {
        (_feed, _quarter) = (feed, quarter);
        MeasurePopulations[] populations = [.. catalogue.Measures.Where(m => m.Feed == feed.Name).Select(m => new MeasurePopulations(m, feed))];
        JointAnswers[] joint = [.. populations.Select(p => p.Joint).OfType<JointAnswers>().DistinctBy(j => j.Name)];
        _joint = [.. joint.Select(j => new JointColumn(j))];
        HashSet<string> names = [.. populations.SelectMany(p => p.Columns), .. joint.SelectMany(j => j.Columns)];
        _columns = [.. feed.CuratedColumns.Where(c => names.Contains(c.Name)).OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => new Column(c))];
    }

    /// <summary>Adds the rows of a curated batch; the batch may be reused afterwards.</summary>
    public void Add(RowBatch batch)
    {
        foreach (Column column in _columns)
            column.Add(batch, _persons);
        foreach (JointColumn column in _joint)
            column.Add(batch, _persons);
        _persons += batch.Count;
    }

    public PeopleTable Read()
    {
        IEnumerable<PeopleColumn> all = _columns.Select(c => c.Read(_persons)).Concat(_joint.Select(j => j.Read(_persons)));
        return new PeopleTable(_feed.Name, _quarter, [.. all.OrderBy(c => c.Name, StringComparer.Ordinal)], _persons);
    }

    private static void Reserve(ref ushort[] places, int persons)
    {
        if (places.Length < persons)
            Array.Resize(ref places, Math.Max(persons, places.Length * 2));
    }

    // Dictionaries of batches differ, so codes get places of their own.
    private sealed class Column(CuratedColumn curated)
    {
        private readonly List<string> _codes = [Population.Blank];
        private readonly Dictionary<string, ushort> _places = new(StringComparer.Ordinal);
        private ushort[] _of = [];

        public void Add(RowBatch batch, int start)
        {
            Reserve(ref _of, start + batch.Count);
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

    private sealed class JointColumn(JointAnswers joint)
    {
        // Places in the codes below.
        private const ushort Asked = 1, Counted = 2;

        private readonly RowFilter _asked = new(joint.Asked);
        private readonly RowFilter _counted = new(joint.Counted);
        private readonly byte[] _isAsked = new byte[FeedTally.Slice];
        private readonly byte[] _isCounted = new byte[FeedTally.Slice];
        private ushort[] _of = [];

        public void Add(RowBatch batch, int start)
        {
            Reserve(ref _of, start + batch.Count);
            _asked.Bind(batch);
            _counted.Bind(batch);
            for (int at = 0; at < batch.Count; at += FeedTally.Slice)
            {
                int count = Math.Min(FeedTally.Slice, batch.Count - at);
                _asked.Fill(at, _isAsked.AsSpan(0, count));
                _counted.Fill(at, _isCounted.AsSpan(0, count));
                for (int i = 0; i < count; i++)
                    _of[start + at + i] = _isAsked[i] == 0 ? (ushort)0 : _isCounted[i] == 0 ? Asked : Counted;
            }
        }

        public PeopleColumn Read(int persons) =>
            new(joint.Name, [Population.Blank, JointAnswers.AskedCode, JointAnswers.CountedCode], _of[..persons], IsQuestion: true)
            {
                Joins = joint.Asked.Alternatives.SelectMany(a => a).GroupBy(t => t.Column, StringComparer.Ordinal)
                    .ToDictionary(g => g.Key, g => (IReadOnlySet<string>)g.SelectMany(t => t.Codes).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal),
            };
    }
}
