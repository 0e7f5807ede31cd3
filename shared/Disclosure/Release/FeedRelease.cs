namespace IncDiv.Disclosure.Release;

/// <summary>Disclosure control of the figures about the people of one feed (disclosure.md 4.2).</summary>
internal sealed class FeedRelease
{
    private const int QuartersOfYear = 4;

    private readonly CountInventory _inventory;
    private readonly CoverModel _model;
    private readonly DisclosurePolicy _policy;
    private readonly Dictionary<string, PopulationCount> _countOfCell = new(StringComparer.Ordinal);
    private readonly List<string>[] _cellsOf;
    private readonly bool[] _isLeftOut;
    private readonly List<CoarseningRule.LeftOut> _leftOut = [];
    private FigureSuppression _suppression = null!;
    private FigureState?[] _states = [];

    private FeedRelease(
        CountInventory inventory, IReadOnlyList<PeopleTable> people, DisclosurePolicy policy, IReadOnlySet<(string Finer, string Coarser)> coarser)
    {
        (_inventory, _policy) = (inventory, policy);
        _isLeftOut = new bool[inventory.Rows.Count];
        PeopleCover cover = PeopleCover.Of(
            inventory.Counts, people, inventory.Minimum,
            c => c.IsQuestion || policy.SmallNumerators.Columns.Contains(c.Name) || policy.SmallNumerators.Codes.ContainsKey(c.Name), coarser);
        var cells = new List<CoverCell>();
        var cellsOf = new Dictionary<PopulationCount, List<string>>();
        foreach (PopulationCount count in inventory.Counts)
        {
            long persons = cover.PersonsOf(count);
            if (!Matters(count, persons))
                continue;
            // Of heads at several quarter ends the figures have the mean.
            if (count is { Less.Count: 0, Earlier: null } && persons != count.Persons && (count.Who.Quarters.Count == 1 || persons < count.Persons))
                throw new InvalidOperationException($"{count.Key}: the figures have another count than the people.");
            cellsOf[count] = [];
            CoverCell cell = CellOf(count);
            foreach ((string block, List<CoverTerm> terms) in cover.RowsOf(count))
            {
                string key = $"{count.Key} [{block}]";
                cells.Add(cell with { Key = key, Terms = terms });
                cellsOf[count].Add(key);
                _countOfCell.Add(key, count);
            }
        }
        _model = CoverModel.Build(cover.Persons, cells);
        Dictionary<string, string> same =
            _model.Columns.SelectMany(c => c.Keys, (c, key) => (key, c.Key)).ToDictionary(k => k.key, k => k.Key, StringComparer.Ordinal);
        _cellsOf =
            [.. inventory.CountsOf.Select(counts => counts.SelectMany(c => cellsOf.GetValueOrDefault(c) ?? []).Select(k => same[k]).Distinct().ToList())];
    }

    /// <summary>For each row why it is suppressed; empty where it is not.</summary>
    public IReadOnlyList<string> Reasons { get; private set; } = [];

    public IReadOnlyList<CoarseningRule.LeftOut> LeftOut => _leftOut;

    /// <summary>Whether none of the feed's figures is released.</summary>
    public bool IsWithheld { get; private set; }

    /// <summary>Counts that earlier releases give away, or confine. That cannot be taken back: their rows are masked, and the rest goes on.</summary>
    public IEnumerable<DisclosedCell> AlreadyPublic => _suppression.Components.SelectMany(c => c.Disclosed.Concat(c.TooNarrow));

    public int LinearPrograms => _suppression.Components.Sum(c => c.Programs);

    /// <summary>The interval that is proven for each secret.</summary>
    public IEnumerable<CellCertificate> Certificates => _suppression.Components.SelectMany(c => c.Certificates);

    /// <summary>Every count that a row of the feed tells.</summary>
    public IEnumerable<LedgerEntry> Ledger => _inventory.Counts.Where(c => c.Rows.Count > 0)
        .Select(c => LedgerEntry.Of(c, isHidden: c.Rows.All(r => Reasons[r].Length > 0)));

    /// <param name="computed">The figures of the feed.</param>
    public static FeedRelease Protect(
        ComputedMeasures computed, Feed feed, MeasureCatalogue catalogue, DisclosurePolicy policy, History history, CancellationToken cancellationToken)
    {
        CountInventory inventory = CountInventory.Of(computed.Rows, computed.Counts, feed, catalogue.Feeds, policy);
        history.Recall(inventory);
        for (int row = 0; row < computed.Rows.Count; row++)
            inventory.IsPrimary[row] |= inventory.CountsOf[row].Exists(c => c.Earlier is { IsHidden: true });
        var release = new FeedRelease(inventory, computed.People, policy, CoarserColumns.DeclaredIn(catalogue));
        release.BuildUp();
        if (CoarseningRule.Apply(computed.Rows, release.Suppressed(), inventory.IsPrimary, catalogue) is { Count: > 0 } coarser)
        {
            release.LeaveOut(coarser);
            release.BuildUp();
        }
        release._suppression.Certify(cancellationToken);
        release.LeaveOut(CoarseningRule.Apply(computed.Rows, release.Suppressed(), inventory.IsPrimary, catalogue));
        release.Finish();
        return release;
    }

    /// <summary>A row as it may be published.</summary>
    public MeasureRow Published(int row, MeasureCatalogue catalogue)
    {
        MeasureRow given = _inventory.Rows[row];
        Measure measure = catalogue.Find(given.MeasureId)!;
        return Reasons[row].Length > 0 ? RowMask.Mask(given, measure)
            : given.Target is not null && RowMask.TellsThePast(measure, given) && _inventory.CountsOf[row].Exists(WasHidden) ? RowMask.WithoutTarget(given)
            : given;
    }

    // What is left of a whole matters where it is few; what nobody tells, and nobody told, does not.
    private bool Matters(PopulationCount count, long persons)
    {
        if (count.Less.Count == 0)
            return true;
        bool isSmall = PrimaryRules.IsSmall(persons, _inventory.Minimum);
        if (isSmall && count.Rows.Count == 0 && !_inventory.MayBeKnown(count))
            count.MakePrimary(count.Requirement);
        return isSmall;
    }

    private CoverCell CellOf(PopulationCount count) =>
        new(count.Key, [], Math.Min(count.Rows.Select(ImportanceOf).DefaultIfEmpty().Min(), 9))
        {
            State = count.IsPrimary ? CellState.Primary : CellState.Open,
            SameAs = count.Key,
            IsPublic = count.Earlier is { IsHidden: false },
            Requirement = count.Requirement,
            MayBeNobody = count.HidesNobody || (!count.IsBase && count.Earlier is not { IsHidden: true }),
            SecretBelow = _inventory.MayBeKnown(count) ? 0 : _inventory.Minimum + _policy.Standard.Width - 1,
            Contributors = count.Rows.Count > 0 || count.Earlier is not null ? count.Persons : null,
        };

    private int ImportanceOf(int row) => _inventory.Rows[row] is var figure && figure.Breakdown == Breakdown.All
        ? 0
        : Math.Max(_policy.ImportanceOf(figure.Breakdown, figure.Breakdown.Split(" x ").Length), _policy.ImportanceOf(figure.MeasureId, 0));

    private void BuildUp()
    {
        Figure?[] figures = [.. _inventory.CountsOf.Select((counts, row) => counts.Count > 0 ? FigureOf(row) : null)];
        _suppression = new FigureSuppression(_model, [.. figures.OfType<Figure>()], _policy);
        _suppression.BuildUp();
        Dictionary<string, FigureState> states = _suppression.Figures.ToDictionary(f => f.Figure.Key, StringComparer.Ordinal);
        _states = [.. figures.Select(f => f is null ? null : states[f.Key])];
    }

    private Figure FigureOf(int row) => new(_inventory.Rows[row].Key.ToString()!, _cellsOf[row], ImportanceOf(row))
    {
        HiddenBefore = _inventory.CountsOf[row].Exists(c => c.HiddenBefore),
        IsSuppressed = _inventory.IsPrimary[row] || _isLeftOut[row],
        IsComparison = IsComparison(row),
    };

    private bool IsComparison(int row) => _inventory.Rows[row].Statistic is not (Statistic.Level or Statistic.Index);

    private void LeaveOut(IReadOnlyList<CoarseningRule.LeftOut> tables)
    {
        _leftOut.AddRange(tables);
        foreach (int row in tables.SelectMany(t => t.Rows))
            _isLeftOut[row] = true;
        // What another table says in other words goes with it.
        HashSet<string> cells = [.. tables.SelectMany(t => t.Rows).Where(r => _cellsOf[r].Count > 0).Select(CellsOf)];
        for (int row = 0; row < _isLeftOut.Length; row++)
            _isLeftOut[row] |= cells.Contains(CellsOf(row)) && ImportanceOf(row) > 0;
    }

    private string CellsOf(int row) => string.Join('|', _cellsOf[row].Order(StringComparer.Ordinal));

    // That there is nobody is no secret; but a comparison with nobody says that one of its sides is empty, and a suppressed one might be.
    private bool[] Suppressed() =>
    [
        .. _states.Select((s, row) => s is { IsShown: false } && (_inventory.IsPrimary[row] || _inventory.Rows[row].N is not 0 || IsComparison(row))),
    ];

    private void Finish()
    {
        HashSet<PopulationCount> open = [.. AlreadyPublic.Select(c => _countOfCell.GetValueOrDefault(c.Key)).OfType<PopulationCount>()];
        bool[] suppressed = Suppressed();
        Reasons =
        [
            .. suppressed.Select((hidden, row) =>
                _isLeftOut[row] && _inventory.Rows[row].N is not 0 ? "table left out"
                : !hidden && !_inventory.CountsOf[row].Exists(open.Contains) ? ""
                : _inventory.IsPrimary[row] || _inventory.CountsOf[row].Exists(c => c.IsPrimary && c.Rows.Contains(row)) ? "small or sensitive"
                : IsComparison(row) ? "tells of another"
                : "partner"),
        ];
        int[] figures = [.. Enumerable.Range(0, suppressed.Length).Where(r => _inventory.Rows[r].N > 0)];
        IsWithheld = figures.Length > 0 && Array.TrueForAll(figures, r => Reasons[r].Length > 0);
    }

    private bool WasHidden(PopulationCount count) => _inventory.Find(count.Who.Moved(-QuartersOfYear)) is { } before
        && (before.Earlier is { IsHidden: true } || (before.Rows.Count > 0 && before.Rows.All(r => Reasons[r].Length > 0)));
}
