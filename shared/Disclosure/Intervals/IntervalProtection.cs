namespace IncDiv.Disclosure.Intervals;

/// <summary>Steps S7 and S8 for one component: searches for tables that prove each primary uncertain enough, hides more where there are none, and publishes
/// again what need not have been hidden.</summary>
internal sealed class IntervalProtection
{
    private const int RetrialPrograms = 400;

    private readonly CoverModel _model;
    private readonly HiddenReason[] _reasons;
    private readonly IBoundSolver _solver;
    private readonly Witnesses _witnesses;
    private readonly List<DisclosedCell> _tooNarrow = [];
    private readonly bool _protectSecondaries;
    private int _programs;

    private IntervalProtection(CoverModel model, HiddenReason[] reasons, IBoundSolver solver, Witnesses witnesses, bool protectSecondaries) =>
        (_model, _reasons, _solver, _witnesses, _protectSecondaries) = (model, reasons, solver, witnesses, protectSecondaries);

    /// <param name="reasons">The linear pattern; cells that change are marked in it.</param>
    /// <param name="solver">Made for the region that it is given.</param>
    public static IntervalPattern Run(
        CoverModel model, HiddenReason[] reasons, DisclosurePolicy policy, Func<FeasibleRegion, IBoundSolver> solver, CancellationToken cancellationToken)
    {
        int[] hidden = [.. Enumerable.Range(0, model.CellCount).Where(c => reasons[c] is not (HiddenReason.None or HiddenReason.Forced))];
        var region = new FeasibleRegion(model, policy.ZerosShown, hidden);
        var witnesses = new Witnesses(region);
        foreach (int cell in hidden.Where(c => policy.ProtectSecondaries || reasons[c] == HiddenReason.Primary))
            witnesses.Certify(cell);
        var protection = new IntervalProtection(model, reasons, solver(region), witnesses, policy.ProtectSecondaries);
        for (int i = 0; i < witnesses.Certified.Count; i++)
            protection.Protect(witnesses.Certified[i], cancellationToken);
        // The linear pattern hides nothing in vain; only what was hidden after it can have made parts of it needless.
        if (protection._tooNarrow.Count == 0 && reasons.Contains(HiddenReason.Interval))
            protection.PublishAgain(policy.Coalition, cancellationToken);
        return new IntervalPattern(witnesses, protection._tooNarrow, protection._programs);
    }

    private void Protect(int cell, CancellationToken cancellationToken)
    {
        while (!Prove(cell, out IReadOnlyList<int> binding))
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] victims = [.. binding.Where(c => _reasons[c] == HiddenReason.None && _model.Columns[c].Value > 0)];
            if (victims.Length == 0)
            {
                IEnumerable<string> forced = binding.Where(c => _reasons[c] == HiddenReason.Forced).SelectMany(c => _model.Columns[c].Keys);
                _tooNarrow.AddRange(DisclosedCell.Of(_model.Columns[cell], [.. forced.Order(StringComparer.Ordinal)]));
                return;
            }
            int victim = victims.OrderByDescending(c => _model.Columns[c].Importance).ThenBy(c => _model.Columns[c].Value).ThenBy(c => c).First();
            _solver.Hide(victim);
            _reasons[victim] = HiddenReason.Interval;
            if (_protectSecondaries)
                _witnesses.Certify(victim);
        }
    }

    /// <param name="binding">If it cannot be proven: published cells that confine it.</param>
    private bool Prove(int cell, out IReadOnlyList<int> binding)
    {
        binding = [];
        if (_witnesses.IsProven(cell))
            return true;
        IntervalRequirement requirement = _model.Columns[cell].Requirement;
        long highest = Math.Max(requirement.Upper, _witnesses.CertificateOf(cell).Lower + requirement.Width);
        IReadOnlyList<int> above = Search(_solver.Maximise(cell, highest + 2 * Witnesses.Doubt));
        if (_witnesses.IsProven(cell))
            return true;
        long lowest = Math.Max(0, _witnesses.CertificateOf(cell).Upper - requirement.Width);
        IReadOnlyList<int> below = Search(_solver.Minimise(cell, lowest - 2 * Witnesses.Doubt));
        binding = [.. above.Concat(below).Distinct()];
        return _witnesses.IsProven(cell);
    }

    private IReadOnlyList<int> Search(BoundSolution solution)
    {
        _programs++;
        _witnesses.Add(solution.Rows);
        return [.. solution.Binding.Select(b => b.Cell)];
    }

    // What was hidden first may protect nothing any more after others were. What readers need most is tried first.
    private void PublishAgain(int coalition, CancellationToken cancellationToken)
    {
        int end = _programs + RetrialPrograms;
        var span = LinearSafety.Of(_model, _reasons, coalition);
        IEnumerable<int> cells = Enumerable.Range(0, _reasons.Length);
        int[] secondaries = [.. cells.Where(c => _reasons[c] is HiddenReason.Linear or HiddenReason.Insider or HiddenReason.Interval)];
        foreach (int cell in secondaries.OrderBy(c => _model.Columns[c].Importance).ThenByDescending(c => _model.Columns[c].Value).ThenByDescending(c => c))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (span.ReasonToHide(cell) != HiddenReason.None || !CanBePublished(cell, end))
                continue;
            span.Publish(cell);
            _reasons[cell] = HiddenReason.None;
        }
    }

    private bool CanBePublished(int cell, int end)
    {
        _solver.Publish(cell);
        IReadOnlyDictionary<int, ProvenRange> withdrawn = _witnesses.Withdraw(cell);
        if (withdrawn.Keys.Order().All(c => c == cell || (_programs < end || _witnesses.IsProven(c)) && Prove(c, out _)))
            return true;
        _solver.Hide(cell);
        _witnesses.PutBack(withdrawn);
        return false;
    }
}
