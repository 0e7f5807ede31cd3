using IncDiv.Disclosure.Cover;

namespace IncDiv.Disclosure.Intervals;

/// <summary>
/// Steps S7 and S8 for one component: searches for tables that prove each primary uncertain enough, and hides more where there are none.
/// </summary>
internal sealed class IntervalProtection
{
    private readonly CoverModel _model;
    private readonly HiddenReason[] _reasons;
    private readonly IBoundSolver _solver;
    private readonly Witnesses _witnesses;
    private readonly List<DisclosedCell> _tooNarrow = [];
    private int _programs;

    private IntervalProtection(CoverModel model, HiddenReason[] reasons, FeasibleRegion region, IBoundSolver solver, IReadOnlyList<int> certified)
    {
        (_model, _reasons, _solver) = (model, reasons, solver);
        _witnesses = new Witnesses(region, certified);
    }

    /// <param name="reasons">The linear pattern; cells that are hidden here are marked in it.</param>
    /// <param name="solver">Made for the region that it is given.</param>
    public static IntervalPattern Run(
        CoverModel model, HiddenReason[] reasons, bool zerosShown, bool protectSecondaries, Func<FeasibleRegion, IBoundSolver> solver, CancellationToken cancellationToken)
    {
        int[] hidden = [.. Enumerable.Range(0, model.CellCount).Where(c => reasons[c] is not (HiddenReason.None or HiddenReason.Forced))];
        var region = new FeasibleRegion(model, zerosShown, hidden);
        int[] certified = protectSecondaries ? hidden : [.. hidden.Where(c => reasons[c] == HiddenReason.Primary)];
        var protection = new IntervalProtection(model, reasons, region, solver(region), certified);
        foreach (int cell in certified)
            protection.Protect(cell, cancellationToken);
        return new IntervalPattern(protection._witnesses, protection._tooNarrow, protection._programs);
    }

    private void Protect(int cell, CancellationToken cancellationToken)
    {
        IntervalRequirement requirement = _model.Columns[cell].Requirement;
        IReadOnlyList<(int Cell, double Dual)> below = [];
        for (bool first = true; !_witnesses.IsProven(cell); first = false)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CellCertificate known = _witnesses.CertificateOf(cell);
            IReadOnlyList<(int Cell, double Dual)> above = Search(_solver.Maximise(cell, Math.Max(requirement.Upper, known.Lower + requirement.Width) + 2 * Witnesses.Doubt));
            if (first && !_witnesses.IsProven(cell))
                below = Search(_solver.Minimise(cell, Math.Max(0, _witnesses.CertificateOf(cell).Upper - requirement.Width) - 2 * Witnesses.Doubt));
            if (_witnesses.IsProven(cell))
                return;
            if ((Cheapest(above) ?? Cheapest(below)) is not { } victim)
            {
                _tooNarrow.Add(new DisclosedCell(_model.Columns[cell].Key, Keys(above.Concat(below))));
                return;
            }
            _solver.Hide(victim);
            _reasons[victim] = HiddenReason.Interval;
        }
    }

    private IReadOnlyList<(int Cell, double Dual)> Search(BoundSolution solution)
    {
        _programs++;
        _witnesses.Add(solution.Rows);
        return solution.Binding;
    }

    private int? Cheapest(IEnumerable<(int Cell, double Dual)> binding)
    {
        int[] candidates = [.. binding.Select(b => b.Cell).Where(c => _reasons[c] == HiddenReason.None && _model.Columns[c].Value > 0)];
        return candidates.Length == 0
            ? null
            : candidates.OrderByDescending(c => _model.Columns[c].Importance).ThenBy(c => _model.Columns[c].Value).ThenBy(c => c).First();
    }

    private IReadOnlyList<string> Keys(IEnumerable<(int Cell, double Dual)> binding) =>
        [.. binding.Where(b => _reasons[b.Cell] == HiddenReason.Forced).Select(b => _model.Columns[b.Cell].Key).Distinct().Order(StringComparer.Ordinal)];
}
