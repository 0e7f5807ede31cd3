namespace IncDiv.Disclosure.Suppression;

/// <summary>Cells that share rows, directly or over others: what is hidden in one component says nothing about another. It knows which cells are shown, and
/// what outsiders could find out of the others.</summary>
internal sealed class Component(CoverModel model, DisclosurePolicy policy)
{
    // Beyond this distance from the true value nothing is narrow.
    private const long Far = 25;
    private const double Rounding = 1e-6;

    private readonly bool[] _isPrimary = [.. model.Columns.Select(c => c.IsPrimary)];
    private readonly int[] _shown = [.. model.Columns.Select(c => c.IsForced ? 1 : 0)];
    private readonly int[] _undecided = new int[model.CellCount];
    private readonly List<FigureState>[] _figures = [.. model.Columns.Select(_ => new List<FigureState>())];
    private readonly List<DisclosedCell> _disclosed = [];
    private readonly List<DisclosedCell> _tooNarrow = [];
    private FeasibleRegion? _region;
    private SimplexBoundSolver? _solver;
    private Witnesses? _witnesses;
    private int _settled;

    public CoverModel Model => model;

    /// <summary>What follows from shown cells by addition and subtraction.</summary>
    public LinearSafety Safety { get; private set; } = null!;

    public IReadOnlyList<DisclosedCell> Disclosed => _disclosed;

    public IReadOnlyList<DisclosedCell> TooNarrow => _tooNarrow;

    public int Programs => _solver?.Searches ?? 0;

    /// <summary>Tries to make what other components say of a hidden cell less certain, by suppressing less important figures there. Whether
    /// it has become so.</summary>
    public Func<int, bool> Loosen { get; set; } = _ => false;

    public Witnesses? Witnesses => _witnesses;

    /// <summary>The interval that is proven for each secret.</summary>
    public IEnumerable<CellCertificate> Certificates => _witnesses?.Certified.Where(IsHidden).Select(_witnesses.CertificateOf) ?? [];

    public bool IsPrimary(int column) => _isPrimary[column];

    public bool IsHidden(int column) => _shown[column] == 0;

    public IReadOnlyList<FigureState> FiguresOf(int column) => _figures[column];

    public void Add(FigureState figure, int column)
    {
        _figures[column].Add(figure);
        _undecided[column]++;
    }

    /// <summary>One of the figures that tell a cell has been decided upon; after the last one the cell is not asked about again.</summary>
    public void Decided(int column)
    {
        if (--_undecided[column] == 0 && !_isPrimary[column] && model.Columns[column].SameAs.Count == 0)
            Safety.Forget(column);
    }

    public void Show(int column) => _shown[column]++;

    public void Hide(int column)
    {
        if (--_shown[column] > 0 || _witnesses is null)
            return;
        _solver!.Hide(column);
        if (IsSecret(column))
            _witnesses.Certify(column);
    }

    /// <summary>Begins with what is public already. What it gives away cannot be taken back: it is protected no more.</summary>
    public void Begin()
    {
        while (true)
        {
            Safety = SafetyOfShown();
            int[] open = [.. Safety.Disclosed.Union(Enumerable.Range(0, model.CellCount).Where(c => _isPrimary[c] && model.Columns[c].IsForced)).Order()];
            if (open.Length == 0)
                return;
            foreach (int column in open)
            {
                _disclosed.AddRange(DisclosedCell.Of(model.Columns[column], PublicCause.Of(model, column)));
                _isPrimary[column] = false;
            }
        }
    }

    /// <summary>From now on intervals are looked at.</summary>
    public void BeginIntervals()
    {
        _region = new FeasibleRegion(model, policy.ZerosShown, Enumerable.Range(0, model.CellCount).Where(IsHidden));
        _solver = new SimplexBoundSolver(_region);
        BeginWitnesses();
    }

    private void BeginWitnesses()
    {
        _witnesses = new Witnesses(_region!);
        _settled = 0;
        _tooNarrow.Clear();
        foreach (int column in Enumerable.Range(0, model.CellCount).Where(c => IsHidden(c) && (_isPrimary[c] || (!model.Columns[c].IsPrimary && IsSecret(c)))))
            _witnesses.Certify(column);
    }

    /// <summary>Certifies every secret, and suppresses figures as long as one of them is too narrow.</summary>
    /// <returns>Whether there was anything to do.</returns>
    public bool Certify(CancellationToken cancellationToken)
    {
        int before = _settled;
        for (; _settled < _witnesses!.Certified.Count; _settled++)
            Certify(_witnesses.Certified[_settled], cancellationToken);
        return _settled > before;
    }

    /// <summary>Between which values a hidden cell must lie, as far as they are so near to the true one that it matters.</summary>
    public (long Lower, long Upper) RangeOf(int column)
    {
        long value = model.Columns[column].Value, lowest = Math.Max(value - Far, _region!.LowerOf(column) ?? long.MinValue);
        long highest = Math.Min(value + Far, _region.UpperOf(column) ?? long.MaxValue);
        double least = _solver!.LeastOf(column, lowest), greatest = _solver.GreatestOf(column, highest);
        (long lower, long upper) = _region.RangeOf(column);
        return (
            least > value - Far + Rounding ? Math.Max(lower, (long)Math.Ceiling(least - Rounding)) : lower,
            greatest < value + Far - Rounding ? Math.Min(upper, (long)Math.Floor(greatest + Rounding)) : upper);
    }

    /// <summary>Between which values other components say that a hidden cell lies.</summary>
    public (long Lower, long Upper) GivenRangeOf(int column) => _region!.RangeOf(column);

    /// <summary>Suppresses the least important figure that tells others where a hidden cell lies, headlines excepted.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Blur(int column)
    {
        long value = model.Columns[column].Value;
        IEnumerable<int> binding = Search(_solver!.Maximise(column, value + Far)).Concat(Search(_solver.Minimise(column, value - Far)));
        int[] victims = [.. binding.Distinct().Where(c => model.Columns[c].Value > 0 && CanBeSuppressed(c) && ImportanceOf(c) > 0)];
        if (victims.Length == 0)
            return false;
        Suppress(victims);
        return true;
    }

    /// <summary>Sets what other components say. What was proven within a narrower range stays so.</summary>
    public void SetRange(int column, long lower, long upper) => _solver!.Confine(column, lower, upper);

    /// <summary>Forgets what other components said.</summary>
    public void Release()
    {
        for (int column = 0; column < model.CellCount; column++)
            if (_region!.IsConfined(column))
                _solver!.Release(column);
    }

    /// <summary>What other components say of a hidden cell.</summary>
    /// <returns>Whether it is news; then every secret is to be certified again.</returns>
    public bool Confine(int column, long lower, long upper)
    {
        if (_region!.RangeOf(column) is var before && before.Lower >= lower && before.Upper <= upper)
            return false;
        SetRange(column, lower, upper);
        BeginWitnesses();
        return true;
    }

    /// <summary>The same safety for what is shown now.</summary>
    public void RenewSafety() => Safety = SafetyOfShown();

    /// <summary>Shows cells for a trial, if every secret stays wide enough.</summary>
    /// <param name="end">So many programs may have been solved then.</param>
    /// <returns>Takes the trial back; null if it has failed, and has been taken back.</returns>
    public Action? TryShow(int[] columns, int end)
    {
        var undo = new List<(int Column, IReadOnlyDictionary<int, ProvenRange> Withdrawn)>();
        bool isSafe = true;
        foreach (int column in columns)
        {
            _solver!.Publish(column);
            IReadOnlyDictionary<int, ProvenRange> withdrawn = _witnesses!.Withdraw(column);
            undo.Add((column, withdrawn));
            isSafe = withdrawn.Keys.Order().All(c => !IsHidden(c) || columns.Contains(c) || (Programs < end || _witnesses.IsProven(c)) && Prove(c, out _));
            if (!isSafe)
                break;
        }
        if (isSafe)
            return () => TakeBack(undo);
        TakeBack(undo);
        return null;
    }

    private void TakeBack(List<(int Column, IReadOnlyDictionary<int, ProvenRange> Withdrawn)> undo)
    {
        foreach ((int column, IReadOnlyDictionary<int, ProvenRange> withdrawn) in Enumerable.Reverse(undo))
        {
            _solver!.Hide(column);
            _witnesses!.PutBack(withdrawn);
        }
    }

    private bool IsSecret(int column) => model.Columns[column].IsSecret || policy.ProtectSecondaries;

    private LinearSafety SafetyOfShown()
    {
        var safety = new LinearSafety(model, _isPrimary, policy.Coalition);
        for (int column = 0; column < model.CellCount; column++)
            if (!IsHidden(column))
                safety.Publish(column);
        return safety;
    }

    private void Certify(int cell, CancellationToken cancellationToken)
    {
        while (IsHidden(cell) && !Prove(cell, out IReadOnlyList<int> binding))
        {
            cancellationToken.ThrowIfCancellationRequested();
            // That there is nobody protects only that there is nobody.
            int[] victims = [.. binding.Where(c => (model.Columns[c].Value > 0 || model.Columns[cell].Value == 0) && CanBeSuppressed(c))];
            if (victims.All(v => ImportanceOf(v) == 0) && binding.Where(_region!.IsConfined).Any(Loosen))
                continue;
            if (victims.Length == 0)
            {
                IEnumerable<string> forced = binding.Where(c => model.Columns[c].IsForced).SelectMany(c => model.Columns[c].Keys);
                _tooNarrow.AddRange(DisclosedCell.Of(model.Columns[cell], [.. forced.Order(StringComparer.Ordinal)]));
                return;
            }
            Suppress(victims);
        }
    }

    // One of the cells: that which readers need least.
    private void Suppress(int[] cells)
    {
        int victim = cells.OrderByDescending(ImportanceOf).ThenBy(c => _figures[c].Count(f => f.IsShown)).ThenBy(c => model.Columns[c].Value)
            .ThenBy(c => c).First();
        foreach (FigureState figure in _figures[victim].Where(f => f.IsShown))
            figure.Hide(HiddenReason.Interval);
    }

    private bool CanBeSuppressed(int column) => !model.Columns[column].IsForced && _figures[column].Exists(f => f.IsShown);

    private int ImportanceOf(int column) => _figures[column].Where(f => f.IsShown).Min(f => f.Figure.Importance);

    /// <param name="binding">If it cannot be proven: shown cells that confine it.</param>
    private bool Prove(int cell, out IReadOnlyList<int> binding)
    {
        binding = [];
        if (_witnesses!.IsProven(cell))
            return true;
        IntervalRequirement requirement = model.Columns[cell].Requirement;
        long highest = Math.Max(requirement.Upper, _witnesses.CertificateOf(cell).Lower + requirement.Width);
        IReadOnlyList<int> above = Search(_solver!.Maximise(cell, highest + 2 * Intervals.Witnesses.Doubt));
        if (_witnesses.IsProven(cell))
            return true;
        if (_witnesses.CertificateOf(cell).Upper < requirement.Upper)
        {
            binding = above;
            return false;
        }
        long lowest = Math.Max(0, _witnesses.CertificateOf(cell).Upper - requirement.Width);
        IReadOnlyList<int> below = Search(_solver.Minimise(cell, lowest - 2 * Intervals.Witnesses.Doubt));
        binding = [.. above.Concat(below).Distinct()];
        return _witnesses.IsProven(cell);
    }

    private IReadOnlyList<int> Search(BoundSolution solution)
    {
        _witnesses!.Add(solution.Rows);
        return [.. solution.Binding.Select(b => b.Cell)];
    }
}
