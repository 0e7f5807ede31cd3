namespace IncDiv.Anonymisation.KAnonymity;

/// <param name="AtRisk">Records in classes that are too small or not diverse; a lower bound where <paramref name="Classes"/> is null.</param>
/// <param name="Classes">The classes of the node, or null where there are too many for it to pass.</param>
internal sealed record NodeResult(bool Passes, long AtRisk, ClassList? Classes);

/// <summary>Tests nodes. A node is counted from the smallest available finer histogram. Counting stops early when a node has more classes than a passing node
/// can have, so no histogram grows beyond that number or half of <see cref="Kept"/>.</summary>
internal sealed class NodeTest(QuasiHistogram histogram, PrivacyModel model, Func<ulong, bool> diverse, double limit)
{
    /// <summary>Maximum number of entries in all kept histograms together.</summary>
    private const int Kept = 1 << 20;

    private readonly List<(int[] Node, ClassList Classes)> _kept = [];
    private readonly ClassTable _counting = new(1024);
    private readonly long _allowed = (long)Math.Floor(histogram.Rows * limit + 1e-9);

    public int Evaluated { get; private set; }

    public NodeResult Evaluate(int[] node)
    {
        Evaluated++;
        ClassList? classes = Classes(node);
        if (classes is null)
            return new NodeResult(false, _allowed + 1, null);
        Keep(node, classes);
        long atRisk = 0;
        for (int i = 0; i < classes.Counts.Length; i++)
            if (classes.Counts[i] < model.K || !diverse(classes.Answers[i]))
                atRisk += classes.Counts[i];
        return new NodeResult(atRisk <= _allowed, atRisk, classes);
    }

    private ClassList? Classes(int[] node)
    {
        int best = -1;
        for (int i = 0; i < _kept.Count; i++)
            if (Lattice.IsBelow(_kept[i].Node, node) && (best < 0 || _kept[i].Classes.Keys.Length < _kept[best].Classes.Keys.Length))
                best = i;
        _counting.Clear();
        if (best >= 0)
        {
            (int[] finer, ClassList classes) = _kept[best];
            _counting.Add(classes.Keys, classes.Counts, classes.Answers, new Recoding(histogram.Columns, finer, node), int.MaxValue);
        }
        else if (!histogram.Count(node, _counting, (int)Math.Max(Kept / 2, Math.Min(int.MaxValue, (histogram.Rows - _allowed) / model.K + _allowed))))
            return null;
        return _counting.ToList();
    }

    private void Keep(int[] node, ClassList classes)
    {
        _kept.Add(([.. node], classes));
        while (_kept.Count > 1 && (_kept.Sum(k => (long)k.Classes.Keys.Length) > Kept || _kept.Count > 256))
            _kept.RemoveAt(0);
    }
}
