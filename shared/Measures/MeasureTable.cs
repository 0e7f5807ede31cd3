namespace IncDiv.Measures;

/// <summary>The rows of one measure in the shape of outputs.md section 2.</summary>
internal sealed class MeasureTable(Measure measure, WindowHistory history, Quarter quarter, int edition, MeasureCatalogue catalogue)
{
    private const int QuartersOfYear = 4;

    private readonly PooledWindow[] _now = [.. measure.Windows.Select(w => history.Find(measure.Feed, w, quarter))];
    private readonly PooledWindow[] _yearBefore = [.. measure.Windows.Select(w => history.Find(measure.Feed, w, quarter.AddQuarters(-QuartersOfYear)))];
    private readonly ControlSignals _control = new(measure, history, quarter, catalogue);
    private readonly Dictionary<(PooledWindow, string, string), FigureSide> _sides = [];
    private readonly MeasurePopulations? _people = catalogue.Feeds.Find(measure.Feed) is { } supplied ? new(measure, supplied) : null;

    /// <summary>The rows with the counts behind them, ordered by breakdown, group, statistic and window.</summary>
    public IEnumerable<(MeasureRow Row, FigureCounts Counts)> Rows()
    {
        if (_now.All(p => p.Tallies.Count == 0))
            return NotSupplied().Select(r => (r, FigureCounts.None));
        Estimator estimator = EstimatorOfKind.Create(measure, _now[0]);
        var targets = new TargetEvaluation(measure, estimator, _yearBefore);
        // Two groupings may have one name in the output and share a group, such as 16-24. The level of that group is reported once.
        var reported = new HashSet<(string, string)>();
        return
            from breakdown in measure.Breakdowns
            let ladders = OrderedGroups(breakdown)
            from ladder in ladders
            from step in Enumerable.Range(0, ladder.Count)
            from row in Level(estimator, targets, breakdown, ladder[step], reported)
                .Concat(Comparisons(estimator, targets, breakdown, ladder, step, ladders))
            select row;
    }

    // One row for each window, in place of the measure's first figure. For a pay gap that is a comparison, because it has no level.
    private IEnumerable<MeasureRow> NotSupplied()
    {
        Statistic? statistic = measure.Kind == MeasureKind.NotSupplied ? Statistic.Level : EstimatorOfKind.Create(measure, _now[0]).LevelStatistic;
        if (statistic is null && measure.Comparisons.FirstOrDefault(c => c.Groups.Count > 0) is { } main)
        {
            string reports = measure.Breakdowns.First(b => b.Name == main.Breakdown).Reports;
            return _now.Select(p => Row(p, reports, main.Groups[0], main.Against, main.Statistic, DisplayUnit(main.Statistic), Estimate.NotSupplied));
        }
        Breakdown first = measure.Breakdowns[0];
        string? group = catalogue.Feeds.Find(measure.Feed) is { } feed ? first.OrderedGroupsIn(feed).SelectMany(l => l).FirstOrDefault()?.Label : null;
        return _now.Select(p => Row(p, first.Reports, group ?? Breakdown.AllGroup, "", statistic ?? Statistic.Level, measure.Unit, Estimate.NotSupplied));
    }

    private IEnumerable<(MeasureRow, FigureCounts)> Level(
        Estimator estimator, TargetEvaluation targets, Breakdown breakdown, string group, HashSet<(string, string)> reported)
    {
        if (estimator.LevelStatistic is not { } statistic || !reported.Add((breakdown.Reports, group)))
            yield break;
        Estimate[] levels = [.. _now.Select(p => p.IsComplete ? estimator.Level(p, breakdown, group) : Estimate.NotSupplied)];
        for (int w = 0; w < _now.Length; w++)
        {
            MeasureRow row = Row(_now[w], breakdown.Reports, group, "", statistic, measure.Unit, levels[w]);
            row = _control.Signal(targets.Evaluate(row, w, breakdown), _now[w], estimator, breakdown, group);
            yield return (row, With(row, () => [Side(_now[w])]));
        }
        for (int w = 0; w < _now.Length; w++)
            if (HasYearBefore(w) || breakdown.Name == Breakdown.All)
                yield return Change(
                    targets, w, breakdown, group, "", levels[w], then => estimator.Level(then, breakdown, group), estimator.Change, window => [Side(window)]);

        FigureSide Side(PooledWindow window) => this.Side(estimator, window, breakdown, [group]);
    }

    private IEnumerable<(MeasureRow, FigureCounts)> Comparisons(
        Estimator estimator, TargetEvaluation targets, Breakdown breakdown, IReadOnlyList<string> ladder, int step,
        IReadOnlyList<IReadOnlyList<string>> ladders)
    {
        string group = ladder[step];
        foreach (Comparison comparison in measure.Comparisons.Where(c => c.Breakdown == breakdown.Name))
        {
            if (comparison.Groups.Count > 0 && !comparison.Groups.Contains(group))
                continue;
            (string label, string[] against) = comparison.Kind switch
            {
                ComparatorKind.Group => (comparison.Against, group == comparison.Against ? [] : [comparison.Against]),
                ComparatorKind.Rest => (comparison.Against, [.. ladders.SelectMany(l => l).Where(g => g != group)]),
                _ => step == 0 ? ("", Array.Empty<string>()) : (ladder[step - 1], [ladder[step - 1]]),
            };
            if (against.Length == 0)
                continue;
            Estimate Compare(PooledWindow window) => estimator.Compare(window, breakdown, group, against, comparison.Statistic);
            FigureSide[] Sides(PooledWindow window) =>
                [Side(estimator, window, breakdown, [group]), Side(estimator, window, breakdown, against)];
            Estimate[] found = [.. _now.Select(p => p.IsComplete ? Compare(p) : Estimate.NotSupplied)];
            for (int w = 0; w < _now.Length; w++)
            {
                MeasureRow row = Row(_now[w], breakdown.Reports, group, label, comparison.Statistic, DisplayUnit(comparison.Statistic), found[w]);
                row = targets.Evaluate(row, w, breakdown);
                yield return (row, With(row, () => Sides(_now[w])));
            }
            for (int w = 0; w < _now.Length; w++)
                if (comparison.Statistic == Statistic.Gap && HasYearBefore(w))
                    yield return Change(targets, w, breakdown, group, label, found[w], Compare, Estimator.ChangeOfGap, Sides);
        }
    }

    // A wave that was carried forward may be the current one or years older. Only a wave that ended about a year before is compared.
    private bool HasYearBefore(int w) => _yearBefore[w].Tallies.Count > 0 && (_now[w].Window != MeasureWindow.Wave
        || Enumerable.Range(QuartersOfYear - 1, 3).Any(q => Quarter.Containing(_yearBefore[w].End).AddQuarters(q) == Quarter.Containing(_now[w].End)));

    private (MeasureRow, FigureCounts) Change(
        TargetEvaluation targets, int w, Breakdown breakdown, string group, string comparator, Estimate now, Func<PooledWindow, Estimate> earlier,
        Func<Estimate, Estimate, Estimate> less, Func<PooledWindow, FigureSide[]> sides)
    {
        Estimate then = HasYearBefore(w) && _yearBefore[w].IsComplete ? earlier(_yearBefore[w]) : Estimate.NotSupplied;
        // A change row has the smaller of the two bases, so that suppression by base applies to it.
        double? n = then.N < now.N ? then.N : now.N;
        Estimate change = now.Value is null ? now : then.Value is null ? new Estimate(null, null, n, Symbol: then.Symbol) : less(now, then) with { N = n };
        MeasureRow row = Row(_now[w], breakdown.Reports, group, comparator, Statistic.Change, DisplayUnit(Statistic.Change), change, _yearBefore[w].Start);
        row = targets.Evaluate(row, w, breakdown, now.Value);
        return (row, With(row, () => then.N is null && then.Value is null ? sides(_now[w]) : [.. sides(_now[w]), .. sides(_yearBefore[w])]));
    }

    // A level, its comparisons and their changes have sides in common.
    private FigureSide Side(Estimator estimator, PooledWindow window, Breakdown breakdown, string[] groups)
    {
        (PooledWindow, string, string) key = (window, breakdown.Name, string.Join('\n', groups));
        if (!_sides.TryGetValue(key, out FigureSide? side))
            _sides.Add(key, side = estimator.Counts(_people!, window, breakdown, groups));
        return side;
    }

    private static FigureCounts With(MeasureRow row, Func<FigureSide[]> sides) =>
        row is { Value: null, N: null } ? FigureCounts.None : new FigureCounts(sides());

    // The contract does not list the values of a text column. Only values with people in the denominator have rows.
    private IReadOnlyList<IReadOnlyList<string>> OrderedGroups(Breakdown breakdown)
    {
        PooledWindow widest = _now.MaxBy(p => p.Tallies.Count)!;
        IReadOnlyList<IReadOnlyList<string>> ladders = widest.OrderedGroups(breakdown);
        return breakdown.IsOpen ? [.. ladders.Select(l => l.Where(g => widest.Sum(measure, breakdown, g).N > 0).ToList())] : ladders;
    }

    private MeasureRow Row(
        PooledWindow window, string breakdown, string group, string comparator, Statistic statistic, Unit unit, Estimate estimate, DateOnly? since = null)
    {
        bool isLevel = statistic is Statistic.Level or Statistic.Index;
        bool isBroken = estimate.Value is not null && _control.IsBroken(breakdown, since ?? window.Start, window.End, group, comparator);
        return new MeasureRow
        {
            Quarter = quarter.ToString(),
            PeriodStart = window.Start,
            PeriodEnd = window.End,
            Window = window.Window,
            MeasureId = measure.Id,
            MeasureName = measure.Name,
            Feed = measure.Feed,
            Breakdown = breakdown,
            Group = group,
            Comparator = comparator,
            Statistic = statistic,
            Unit = unit,
            Value = estimate.Value,
            Lower = estimate.Interval?.Lower,
            Upper = estimate.Interval?.Upper,
            N = estimate.N is { } n ? (int)Math.Round(n, MidpointRounding.AwayFromZero) : null,
            NEffective = estimate.NEffective,
            PValue = estimate.P,
            Symbol = isBroken ? estimate.Symbol | Symbols.Break : estimate.Symbol,
            Polarity = measure.Polarity,
            Benchmark = isLevel ? measure.Benchmark?.Value : null,
            BenchmarkSource = isLevel ? BenchmarkSource : "",
            Status = estimate.Value is null ? TargetStatus.NoData : TargetStatus.NoTarget,
            Edition = edition,
            CatalogueVersion = catalogue.Version,
            Note = estimate.Note,
        };
    }

    // Every figure that uses a population names its vintage (statistics.md C6).
    private string BenchmarkSource => (measure.Benchmark, measure.PopulationShare) switch
    {
        (null, null) => "",
        ({ } benchmark, null) => benchmark.Source,
        (null, { } share) => share.Source,
        ({ } benchmark, { } share) => FormattableString.Invariant($"{benchmark.Source}. {share.Source}, {share.Value:0.##} %"),
    };

    private Unit DisplayUnit(Statistic statistic) => statistic switch
    {
        Statistic.Ratio => Unit.Ratio,
        Statistic.Gap => measure.Kind.GapUnit(measure),
        Statistic.Change when measure.Unit == Unit.Percent => Unit.PercentagePoints,
        Statistic.Change when measure.Unit == Unit.Count => Unit.Percent,
        _ => measure.Unit,
    };
}
