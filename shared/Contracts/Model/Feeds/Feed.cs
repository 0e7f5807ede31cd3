namespace IncDiv.Contracts.Feeds;

/// <summary>What a further drop of the same quarter does to the earlier ones.</summary>
public enum LoadMode
{
    /// <summary>It replaces them.</summary>
    Replace,

    /// <summary>It adds rows to them; a row with an earlier key corrects that row.</summary>
    Append,
}

/// <summary>Whom or what the rows of a feed are about.</summary>
public enum FeedKind
{
    /// <summary>A sample of people who answered questions.</summary>
    Survey,

    /// <summary>Everyone who works for the force.</summary>
    Workforce,

    /// <summary>Work that was promised, and its status. Packs show it as the action plan; no measure is computed from it.</summary>
    ActionPlan,
}

/// <summary>The contract of one feed: what source teams deliver and how it is curated. Read from <c>Feeds/*.yaml</c>.</summary>
/// <param name="Tolerance">Share of rows that may be rejected before the whole drop is quarantined (E109), 0 to 1.</param>
/// <param name="Period">The date column that decides the quarter of a row.</param>
/// <param name="PeriodIsSnapshot">True if the period is the last day of a quarter, the same in every row.</param>
/// <param name="Forbidden">Columns that this feed must never carry (E105).</param>
public sealed record Feed(
    string Name, int Version, string Title, string Grain, FeedKind Kind, LoadMode LoadMode, double Tolerance, FeedColumn Key, FeedColumn Period,
    bool PeriodIsSnapshot, IReadOnlyList<FeedColumn> Columns, IReadOnlyList<string> Forbidden, IReadOnlyList<FeedRule> Rules,
    IReadOnlyList<DerivedColumn> Derived)
{
    /// <summary>The columns of the feed's curated files: the pseudonym, then what is kept, then what is derived.</summary>
    public IReadOnlyList<CuratedColumn> CuratedColumns { get; } =
    [
        new CuratedColumn(CuratedColumn.PseudonymName, CuratedKind.Pseudonym, null),
        .. Columns.Where(c => c.IsCurated).Select(c => new CuratedColumn(c.Name, KindOf(c), c.Codes)),
        .. Derived.Select(d => new CuratedColumn(d.Name, KindOf(d), (d as YearsBand)?.Codes ?? (d as MonthsBand)?.Codes)),
    ];

    private static CuratedKind KindOf(FeedColumn column) => column.Type switch
    {
        ColumnType.Code => column.Codes!.IsNumeric ? CuratedKind.Scale : CuratedKind.Code,
        ColumnType.Number => CuratedKind.Number,
        ColumnType.Text => CuratedKind.Text,
        _ => throw new InvalidOperationException($"Column '{column.Name}' of type {column.Type} cannot be kept."),
    };

    private static CuratedKind KindOf(DerivedColumn column) => column switch
    {
        YearsBand or MonthsBand => CuratedKind.Code,
        MonthsBetween => CuratedKind.Number,
        Month => CuratedKind.Text,
        _ => CuratedKind.Flag,
    };
}

/// <summary>All feeds and code lists of a force.</summary>
/// <param name="Feeds">In ordinal order of their names.</param>
public sealed record FeedCatalogue(IReadOnlyDictionary<string, CodeList> CodeLists, IReadOnlyList<Feed> Feeds)
{
    /// <summary>The feed that carries the action plan, or null.</summary>
    public Feed? ActionPlan => Feeds.FirstOrDefault(f => f.Kind == FeedKind.ActionPlan);

    /// <summary>The feed with that name, or null.</summary>
    public Feed? Find(string name) => Feeds.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.Ordinal));
}
