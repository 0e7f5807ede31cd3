namespace IncDiv.Disclosure.Counts;

/// <summary>Columns that follow from another one, such as the BCU from the borough: outsiders know such hierarchies, and a block with the finer column is
/// hardly larger with the coarser one (disclosure.md 4.2 S2).</summary>
internal sealed class CoarserColumns
{
    // Of a hundred people who have a code in the finer column one may be miscoded.
    private const int OneOf = 100;

    private readonly Dictionary<string, string[]> _coarser = new(StringComparer.Ordinal);

    /// <param name="tables">Of one feed; the largest one is looked at.</param>
    /// <param name="crossed">Sets of columns by which counts choose people.</param>
    public CoarserColumns(IReadOnlyList<PeopleTable> tables, IEnumerable<IReadOnlySet<string>> crossed)
    {
        if (tables.MaxBy(t => t.Persons) is not { } table)
            return;
        PeopleColumn[] columns =
        [
            .. crossed.SelectMany(c => c).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(table.Find).OfType<PeopleColumn>()
                .Where(c => !c.IsQuestion && c.Joins.Count == 0 && c.Places.Distinct().Skip(1).Any()),
        ];
        foreach (PeopleColumn column in columns)
            _coarser[column.Name] = [.. columns.Where(c => c != column && Follows(c, column)).Select(c => c.Name)];
    }

    /// <summary>The columns with those that follow from one of them.</summary>
    public HashSet<string> With(IReadOnlySet<string> columns) => [.. columns, .. columns.SelectMany(c => _coarser.GetValueOrDefault(c) ?? [])];

    private static bool Follows(PeopleColumn coarser, PeopleColumn finer)
    {
        var together = new int[finer.Codes.Count, coarser.Codes.Count];
        for (int person = 0; person < finer.Places.Length; person++)
            together[finer.Places[person], coarser.Places[person]]++;
        int stated = 0, following = 0;
        // The first code is that of a blank, which leaves the coarser code open.
        for (int code = 1; code < finer.Codes.Count; code++)
        {
            int[] found = [.. Enumerable.Range(0, coarser.Codes.Count).Select(c => together[code, c])];
            stated += found.Sum();
            following += found.DefaultIfEmpty().Max();
        }
        return stated > 0 && (stated - following) * OneOf <= stated;
    }
}
