namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>
/// Suppresses cells of the classes that a node leaves too small or not diverse. A suppressed cell is Unknown, a value of its own: such
/// records join the class that is Unknown there, whoever is in it. Sets of columns are tried from the least important; what is still left
/// shares a class with the records nearest to it, whose differing cells are suppressed too. No record is left out.
/// </summary>
internal sealed class LocalSuppression
{
    /// <summary>Most sets of columns tried before every column is suppressed.</summary>
    private const int MaxSets = 4096;

    private readonly PrivacyModel _model;
    private readonly Func<ulong, bool> _diverse;
    private readonly (UInt128 Mask, int Importance)[] _columns;
    private readonly Dictionary<UInt128, (long Count, ulong Answers)> _accepted = [];
    private readonly SortedDictionary<UInt128, (long Count, ulong Answers)> _residual = [];
    private readonly Dictionary<UInt128, UInt128> _changed = [];

    public LocalSuppression(IReadOnlyList<QuasiColumn> columns, int[] node, ClassList classes, PrivacyModel model, Func<ulong, bool> diverse)
    {
        (_model, _diverse) = (model, diverse);
        // On the last level there is nothing left to suppress.
        _columns = [.. columns.Where((c, i) => node[i] < c.Height).Select(c => (c.Mask, c.Quasi.Importance))];
        for (int i = 0; i < classes.Count; i++)
        {
            var found = ((long)classes.Counts[i], classes.Answers[i]);
            if (Holds(found))
                _accepted.Add(classes.Keys[i], found);
            else
                _residual.Add(classes.Keys[i], found);
        }
        foreach (UInt128 set in Sets())
            Suppress(set);
        if (_residual.Count > 0)
            JoinNearest();
    }

    /// <summary>Keys of the node to what is written instead, where that differs.</summary>
    public IReadOnlyDictionary<UInt128, UInt128> Changed => _changed;

    /// <summary>The classes after suppression.</summary>
    public IReadOnlyDictionary<UInt128, (long Count, ulong Answers)> Classes => _accepted;

    private bool Holds((long Count, ulong Answers) found) => found.Count >= _model.K && _diverse(found.Answers);

    private IEnumerable<UInt128> Sets()
    {
        UInt128 Union(uint set) => _columns.Where((_, i) => (set >> i & 1) == 1).Aggregate(UInt128.Zero, (u, c) => u | c.Mask);
        int Importance(uint set) => _columns.Where((_, i) => (set >> i & 1) == 1).Sum(c => c.Importance);
        uint all = (1u << _columns.Length) - 1;
        IEnumerable<uint> sets = all < MaxSets
            ? Enumerable.Range(1, (int)all).Select(s => (uint)s)
            : Upto(_columns.Length, 3).Append(all);
        return sets.OrderBy(Importance).ThenBy(uint.PopCount).ThenBy(s => s).TakeWhile(_ => _residual.Count > 0).Select(Union);
    }

    private static IEnumerable<uint> Upto(int columns, int size) =>
        Enumerable.Range(1, (1 << columns) - 1).Select(s => (uint)s).Where(s => uint.PopCount(s) <= size);

    private void Suppress(UInt128 set)
    {
        foreach (var group in _residual.GroupBy(r => r.Key & ~set).Select(g => g.ToList()).ToList())
        {
            UInt128 target = group[0].Key & ~set;
            var together = group.Aggregate(_accepted.GetValueOrDefault(target), (sum, r) => (sum.Count + r.Value.Count, sum.Answers | r.Value.Answers));
            if (!Holds(together))
                continue;
            _accepted[target] = together;
            foreach (UInt128 key in group.Select(g => g.Key))
            {
                _residual.Remove(key);
                if (key != target)
                    _changed[key] = target;
            }
        }
    }

    // Too few records, even with every cell suppressed: classes are drawn in, the cheapest first, until they hold together.
    private void JoinNearest()
    {
        var left = _residual.Aggregate((Count: 0L, Answers: 0UL), (sum, r) => (sum.Count + r.Value.Count, sum.Answers | r.Value.Answers));
        List<UInt128> keys = [.. _residual.Keys];
        while (!Holds(left))
        {
            UInt128 nearest = _accepted
                .OrderByDescending(a => Holds((left.Count + a.Value.Count, left.Answers | a.Value.Answers)))
                .ThenBy(a => (left.Count + a.Value.Count) * Distance(keys, a.Key))
                .ThenBy(a => a.Key)
                .First().Key;
            left = (left.Count + _accepted[nearest].Count, left.Answers | _accepted[nearest].Answers);
            keys.Add(nearest);
            _accepted.Remove(nearest);
            UInt128 target = keys.Aggregate((a, b) => a & ~Differing(a, b) & b);
            if (_accepted.Remove(target, out (long Count, ulong Answers) there))
                left = (left.Count + there.Count, left.Answers | there.Answers);
            keys = [.. keys.Append(target).Distinct()];
        }
        UInt128 shared = keys.Aggregate((a, b) => a & ~Differing(a, b) & b);
        _accepted[shared] = left;
        foreach (UInt128 key in _changed.Where(c => keys.Contains(c.Value)).Select(c => c.Key).Concat(keys).ToList())
            if (key != shared)
                _changed[key] = shared;
        _residual.Clear();
    }

    private UInt128 Differing(UInt128 a, UInt128 b) =>
        _columns.Aggregate(UInt128.Zero, (mask, c) => (a & c.Mask) == (b & c.Mask) ? mask : mask | c.Mask);

    private long Distance(List<UInt128> keys, UInt128 key) => _columns.Where(c => keys.Exists(k => (k & c.Mask) != (key & c.Mask))).Sum(c => (long)c.Importance);
}
