namespace IncDiv.Packs.Figures;

/// <summary>The rows of one measure, in the window that a pack shows for each breakdown.</summary>
internal sealed class Measure(IReadOnlyList<MeasureRow> rows, bool isOfSample, string[] mainGaps)
{
    // The headline window comes first (measures.md): four quarters together are more precise than one.
    public static readonly IReadOnlyList<MeasureWindow> WindowOrder =
        [MeasureWindow.Rolling, MeasureWindow.Snapshot, MeasureWindow.Wave, MeasureWindow.Quarter];

    private static readonly Statistic[] PrincipalStatistics = [Statistic.Level, Statistic.Index, Statistic.Ratio, Statistic.Gap];

    private readonly List<(string Breakdown, List<MeasureRow> Rows)> _breakdowns =
        [.. rows.GroupBy(r => r.Breakdown, StringComparer.Ordinal).Select(g => (g.Key, OfBestWindow([.. g])))];

    public string Id => rows[0].MeasureId;

    public string Name => rows[0].MeasureName;

    /// <summary>The unit of its levels.</summary>
    public Unit Unit => rows[0].Unit;

    /// <summary>Its rows in every window.</summary>
    public IReadOnlyList<MeasureRow> All => rows;

    /// <summary>Whether its figures are estimates from a sample of people.</summary>
    public bool IsOfSample => isOfSample;

    public IEnumerable<string> Breakdowns => _breakdowns.Select(b => b.Breakdown);

    /// <summary>The measures of a quarter's rows, in the order in which they first appear.</summary>
    public static IReadOnlyList<Measure> AllOf(IReadOnlyList<MeasureRow> rows, ContractSet contracts)
    {
        string[] mainGaps = [.. contracts.Measures.Breakdowns.Values.Where(b => b.IsMainGap).Select(b => b.Reports)];
        bool IsOfSample(MeasureRow row) => contracts.Feeds.Find(row.Feed)?.Kind == FeedKind.Survey;
        return [.. rows.GroupBy(r => r.MeasureId, StringComparer.Ordinal).Select(g => new Measure([.. g], IsOfSample(g.First()), mainGaps))];
    }

    /// <summary>The one row that represents the measure, or null if it is published for groups only.</summary>
    public MeasureRow? Principal()
    {
        List<MeasureRow> all = Rows(Breakdown.All);
        foreach (Statistic statistic in PrincipalStatistics)
            if (all.Find(r => r.Statistic == statistic) is { } row)
                return row;
        return _breakdowns is [(_, [var only])] && only.Statistic != Statistic.Change ? only : null;
    }

    public List<MeasureRow> Rows(string breakdown) => _breakdowns.Find(b => b.Breakdown == breakdown).Rows ?? [];

    public IEnumerable<MeasureRow> Levels(string breakdown) => Rows(breakdown).Where(r => r.Statistic == Statistic.Level);

    public MeasureRow? Level(string breakdown, string group) => Levels(breakdown).FirstOrDefault(r => r.Group == group);

    /// <summary>The gap between two groups, or their ratio where the measure has no gap.</summary>
    public MeasureRow? Comparison(string breakdown, string group, string comparator)
    {
        var between = Rows(breakdown).Where(r => r.Group == group && r.Comparator == comparator).ToList();
        return between.Find(r => r.Statistic == Statistic.Gap) ?? between.Find(r => r.Statistic == Statistic.Ratio);
    }

    /// <summary>The row with the signal of the control chart, which uses discrete quarters whichever window is shown.</summary>
    public MeasureRow? Signal() => All.FirstOrDefault(r => r.Breakdown == Breakdown.All && (r.Variation != Variation.None || r.Assurance != Assurance.None));

    /// <summary>The status of the measure against its target. A target of direction is evaluated on the change.</summary>
    public TargetStatus Status() => Principal() is { Status: not TargetStatus.NoTarget } row ? row.Status : Change()?.Status ?? TargetStatus.NoTarget;

    public MeasureRow? Change() => Rows(Breakdown.All).Find(r => r.Statistic == Statistic.Change);

    /// <summary>The gap in the scorecard: the first by a breakdown that the catalogue marks for it.</summary>
    public MeasureRow? MainGap() => mainGaps.Select(b => Rows(b).Find(r => r.Statistic == Statistic.Gap)).FirstOrDefault(r => r is not null);

    private static List<MeasureRow> OfBestWindow(List<MeasureRow> rows)
    {
        MeasureWindow best = WindowOrder.Where(w => rows.Exists(r => r.Window == w)).MinBy(w => !rows.Exists(r => r.Window == w && r.Value is not null));
        return rows.FindAll(r => r.Window == best);
    }
}
