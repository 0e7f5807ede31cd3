namespace IncDiv.Measures.Aggregation;

/// <summary>Finds the group of each row in a breakdown: 0 for none, otherwise the 1-based position of the group's label.</summary>
internal sealed class GroupIndex
{
    private readonly ushort[] _groups = new ushort[FeedTally.Slice];
    private readonly List<string> _labels = [];
    private readonly Dictionary<string, ushort> _positions = new(StringComparer.Ordinal);
    private readonly (string Column, Dictionary<string, ushort>? Groups)[] _columns;
    private readonly GroupIndex[] _cross;
    private (ushort[] Indices, ushort[] Groups)[] _tables = [];
    private int _count;

    public GroupIndex(Breakdown breakdown, Feed feed)
    {
        foreach (CodeGroup group in breakdown.OrderedGroupsIn(feed).SelectMany(l => l))
            Add(group.Label);
        _cross = [.. breakdown.Cross.Select(b => new GroupIndex(b, feed))];
        _columns =
        [
            .. from column in breakdown.ColumnsIn(feed)
               let grouping = column.Column.Grouping
               select (column.Column.Name, grouping is null ? null : Codes(column.Curated.Codes!, grouping)),
        ];
        if (_columns.Length == 0)
            Array.Fill(_groups, (ushort)1);
    }

    /// <summary>Labels by position. A text column adds its values as they are read.</summary>
    public IReadOnlyList<string> Labels => _labels;

    /// <summary>Position of a label, 0 where it has not been seen.</summary>
    public int PositionOf(string label) => _positions.GetValueOrDefault(label);

    public void Bind(RowBatch batch)
    {
        foreach (GroupIndex part in _cross)
            part.Bind(batch);
        _tables = [.. _columns.Select(c => Table(batch.Column<CodeValues>(c.Column), c.Groups))];
    }

    public ReadOnlySpan<ushort> Groups => _groups.AsSpan(0, _count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(int start, int count)
    {
        _count = count;
        Span<ushort> groups = _groups.AsSpan(0, count);
        for (int t = 0; t < _tables.Length; t++)
        {
            ReadOnlySpan<ushort> indices = _tables[t].Indices.AsSpan(start, count);
            ReadOnlySpan<ushort> table = _tables[t].Groups;
            for (int i = 0; i < count; i++)
                if (t == 0 || groups[i] == 0)
                    groups[i] = table[indices[i]];
        }
        for (int p = 0; p < _cross.Length; p++)
        {
            _cross[p].Read(start, count);
            ReadOnlySpan<ushort> part = _cross[p].Groups;
            int size = _cross[p].Labels.Count;
            for (int i = 0; i < count; i++)
                groups[i] = p == 0 ? part[i] : groups[i] == 0 || part[i] == 0 ? (ushort)0 : (ushort)((groups[i] - 1) * size + part[i]);
        }
    }

    private Dictionary<string, ushort> Codes(CodeList list, string grouping)
    {
        var groups = new Dictionary<string, ushort>(StringComparer.Ordinal);
        foreach (CodeGroup group in list.Groupings[grouping])
            foreach (string code in group.Codes)
                groups.Add(code, _positions[group.Label]);
        return groups;
    }

    private (ushort[], ushort[]) Table(CodeValues values, Dictionary<string, ushort>? groups)
    {
        ushort Find(string? value) => value is null ? (ushort)0 : groups is null ? Add(value) : groups.GetValueOrDefault(value);
        return (values.Indices, [.. values.Dictionary.Select(Find)]);
    }

    private ushort Add(string label)
    {
        if (!_positions.TryGetValue(label, out ushort position))
        {
            _labels.Add(label);
            _positions.Add(label, position = checked((ushort)_labels.Count));
        }
        return position;
    }
}
