namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>Suppresses cells in the classes that are still too small or not diverse at a node. A suppressed cell becomes Unknown, which is a value of its own:
/// such records join the class that has Unknown in that column. Sets of columns are tried in order of importance, the least important first. Remaining records
/// are merged with the nearest class, whose differing cells are suppressed too. No record is left out.</summary>
internal sealed class LocalSuppression
{
    /// <summary>Maximum number of sets of columns to try before all columns are suppressed.</summary>
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
        for (int i = 0; i < classes.Keys.Length; i++)
        {
            var found = ((long)classes.Counts[i], classes.Answers[i]);
            if (IsSafe(found))
                _accepted.Add(classes.Keys[i], found);
            else
                _residual.Add(classes.Keys[i], found);
        }
        foreach (UInt128 set in Sets())
            Suppress(set);
        if (_residual.Count > 0)
            JoinNearest();
    }

    /// <summary>Maps keys of the node to the keys that are written instead, where they differ.</summary>
    public IReadOnlyDictionary<UInt128, UInt128> Changed => _changed;

    public IReadOnlyDictionary<UInt128, (long Count, ulong Answers)> Classes => _accepted;

    private bool IsSafe((long Count, ulong Answers) found) => found.Count >= _model.K && _diverse(found.Answers);

    private IEnumerable<UInt128> Sets()
    {
        UInt128 Union(uint set) => _columns.Where((_, i) => (set >> i & 1) == 1).Aggregate(UInt128.Zero, (u, c) => u | c.Mask);
        int Importance(uint set) => _columns.Where((_, i) => (set >> i & 1) == 1).Sum(c => c.Importance);
        uint all = (1u << _columns.Length) - 1;
        IEnumerable<uint> sets = all < MaxSets
            ? Enumerable.Range(1, (int)all).Select(s => (uint)s)
            : SubsetsUpTo(_columns.Length, 3).Append(all);
        return sets.OrderBy(Importance).ThenBy(uint.PopCount).ThenBy(s => s).TakeWhile(_ => _residual.Count > 0).Select(Union);
    }

    private static IEnumerable<uint> SubsetsUpTo(int columns, int size) =>
        Enumerable.Range(1, (1 << columns) - 1).Select(s => (uint)s).Where(s => uint.PopCount(s) <= size);

    private void Suppress(UInt128 set)
    {
        foreach (var group in _residual.GroupBy(r => r.Key & ~set).Select(g => g.ToList()).ToList())
        {
            UInt128 target = group[0].Key & ~set;
            var together = group.Aggregate(_accepted.GetValueOrDefault(target), (sum, r) => (sum.Count + r.Value.Count, sum.Answers | r.Value.Answers));
            if (!IsSafe(together))
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

    // There are too few records even with every cell suppressed. So accepted classes are merged, the cheapest first, until the result is safe.
    private void JoinNearest()
    {
        var left = _residual.Aggregate((Count: 0L, Answers: 0UL), (sum, r) => (sum.Count + r.Value.Count, sum.Answers | r.Value.Answers));
        List<UInt128> keys = [.. _residual.Keys];
        while (!IsSafe(left))
        {
            UInt128 nearest = _accepted
                .OrderByDescending(a => IsSafe((left.Count + a.Value.Count, left.Answers | a.Value.Answers)))
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

    private UInt128 Differing(UInt128 a, UInt128 b) => _columns.Aggregate(UInt128.Zero, (mask, c) => (a & c.Mask) == (b & c.Mask) ? mask : mask | c.Mask);

    private long Distance(List<UInt128> keys, UInt128 key) =>
        _columns.Where(c => keys.Exists(k => (k & c.Mask) != (key & c.Mask))).Sum(c => (long)c.Importance);
}
