namespace IncDiv.Contracts.Catalogue;

/// <summary>A way to split a measure by groups. Without columns and crossed breakdowns it is the total: breakdown <c>all</c>, group <c>All</c>.</summary>
/// <param name="Name">The name that measures use for it.</param>
/// <param name="Reports">The name in the output; differs where two groupings are reported as one breakdown (age bands, and 16-24 against 25+).</param>
/// <param name="Columns">Candidate columns: the columns that a feed has are used, and the first filled one determines the group of a row.</param>
/// <param name="Cross">The breakdowns that are crossed; their groups are joined by <c>", "</c>.</param>
/// <param name="Comparisons">The comparisons, unless a measure has its own.</param>
/// <param name="Title">Its heading in packs; null where none is shown, or where another breakdown of the same name in the output has it.</param>
/// <param name="Subject">What its groups are.</param>
/// <param name="Coarser">The breakdown whose groups are unions of these; null for none.</param>
/// <param name="IsMainGap">Packs show the gap of this breakdown first.</param>
public sealed record Breakdown(
    string Name, string Reports, IReadOnlyList<BreakdownColumn> Columns, IReadOnlyList<Breakdown> Cross, IReadOnlyList<Comparison> Comparisons,
    string? Title = null, BreakdownSubject Subject = BreakdownSubject.People, string? Coarser = null, bool IsMainGap = false)
{
    public const string All = "all";

    public const string AllGroup = "All";

    /// <summary>True if the groups are the values of a text column, which the contract does not list.</summary>
    public bool IsOpen => Columns.Any(c => c.Grouping is null);

    /// <summary>The label of an intersection of groups.</summary>
    public static string Joined(string first, string second) => $"{first}, {second}";

    /// <summary>This breakdown within each group of <paramref name="other"/>.</summary>
    public Breakdown By(Breakdown other) => new($"{Name} by {other.Name}", Reports, [], [this, other], []);

    /// <summary>The candidate columns that <paramref name="feed"/> has, in order.</summary>
    public IEnumerable<(BreakdownColumn Column, CuratedColumn Curated)> ColumnsIn(Feed feed) =>
        from column in Columns
        from curated in feed.CuratedColumns
        where string.Equals(column.Name, curated.Name, StringComparison.Ordinal)
        select (column, curated);

    /// <summary>The groups that the contract of <paramref name="feed"/> names, in display order: one list for each ladder (ranks, then bands). A text column
    /// names none: its values are the groups.</summary>
    public IReadOnlyList<IReadOnlyList<CodeGroup>> OrderedGroupsIn(Feed feed)
    {
        if (Cross.Count > 0)
            return [Cross.Select(b => b.OrderedGroupsIn(feed).SelectMany(l => l)).Aggregate((left, right) =>
                from l in left from r in right select new CodeGroup(Joined(l.Label, r.Label), []))
                .ToList()];
        if (Columns.Count == 0)
            return [[new CodeGroup(AllGroup, [])]];
        return [.. ColumnsIn(feed).Where(c => c.Column.Grouping is not null).Select(c => c.Curated.Codes!.Groupings[c.Column.Grouping!])];
    }
}

/// <summary>What the groups of a breakdown are.</summary>
public enum BreakdownSubject
{
    /// <summary>People by a characteristic.</summary>
    People,

    /// <summary>Places.</summary>
    Places,
}

/// <param name="Grouping">The grouping of the column's code list; null for a text column.</param>
public sealed record BreakdownColumn(string Name, string? Grouping);
