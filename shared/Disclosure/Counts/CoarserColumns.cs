namespace IncDiv.Disclosure.Counts;

/// <summary>Columns that follow from another one, such as the BCU from the borough: the catalogue says so, also where some people have a blank or a wrong code,
/// or it is so for everybody in a table. Outsiders know such hierarchies, and a block with the finer column is hardly larger with the coarser one
/// (disclosure.md 4.2 S2).</summary>
internal sealed class CoarserColumns
{
    private readonly Dictionary<string, string[]> _coarser = new(StringComparer.Ordinal);

    /// <param name="tables">Of one feed; the last one is looked at.</param>
    /// <param name="crossed">Sets of columns by which counts choose people.</param>
    /// <param name="declared">Columns with one that follows from them.</param>
    public CoarserColumns(IReadOnlyList<PeopleTable> tables, IEnumerable<IReadOnlySet<string>> crossed, IReadOnlySet<(string Finer, string Coarser)> declared)
    {
        if (tables.Count == 0)
            return;
        PeopleColumn[] columns =
        [
            .. crossed.SelectMany(c => c).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(tables[^1].Find).OfType<PeopleColumn>()
                .Where(c => !c.IsQuestion && c.Joins.Count == 0 && c.Places.Distinct().Skip(1).Any()),
        ];
        foreach (PeopleColumn column in columns)
            _coarser[column.Name] =
                [.. columns.Where(c => c != column && (declared.Contains((column.Name, c.Name)) || Follows(c, column))).Select(c => c.Name)];
    }

    /// <summary>Columns with one that follows from them, as breakdowns declare it.</summary>
    public static IReadOnlySet<(string Finer, string Coarser)> DeclaredIn(MeasureCatalogue catalogue) => catalogue.Breakdowns.Values
        .Where(b => b.Coarser is not null)
        .SelectMany(b => from finer in b.Columns from coarser in catalogue.Breakdowns[b.Coarser!].Columns select (Finer: finer.Name, Coarser: coarser.Name))
        .Where(p => p.Finer != p.Coarser).ToHashSet();

    /// <summary>The columns with those that follow from one of them.</summary>
    public HashSet<string> With(IReadOnlySet<string> columns) => [.. columns, .. columns.SelectMany(c => _coarser.GetValueOrDefault(c) ?? [])];

    private static bool Follows(PeopleColumn coarser, PeopleColumn finer)
    {
        int[] found = new int[finer.Codes.Count];
        for (int person = 0; person < finer.Places.Length; person++)
        {
            ref int known = ref found[finer.Places[person]];
            if (known == 0)
                known = coarser.Places[person] + 1;
            else if (known != coarser.Places[person] + 1)
                return false;
        }
        return true;
    }
}
