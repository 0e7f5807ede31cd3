namespace IncDiv.Disclosure.Counts;

/// <summary>The people of a feed, as rows of a model (disclosure.md 4.2 S2). A block is a table of people by columns that counts cross: one row for all who are
/// in the same populations. Everybody is taken to know which combinations of a block there are. A count is in every block that has its columns, so blocks agree
/// on what is shown of both.</summary>
internal sealed class PeopleCover
{
    private readonly List<long> _persons = [];
    private readonly Dictionary<string, SortedList<string, List<CoverTerm>>> _terms = new(StringComparer.Ordinal);

    private readonly int _minimum;
    private readonly Func<PeopleColumn, bool> _isFree;

    private PeopleCover(int minimum, Func<PeopleColumn, bool> isFree) => (_minimum, _isFree) = (minimum, isFree);

    /// <summary>For each row how many they are.</summary>
    public IReadOnlyList<long> Persons => _persons;

    /// <param name="counts">Of one feed.</param>
    /// <param name="tables">Of the feed. Counts of a quarter without a table count nobody.</param>
    /// <param name="minimum">Fewer persons than these are few: the primary threshold.</param>
    /// <param name="isFree">Columns in which anybody may have any code.</param>
    /// <param name="coarser">Columns with one that follows from them.</param>
    public static PeopleCover Of(
        IReadOnlyCollection<PopulationCount> counts, IReadOnlyList<PeopleTable> tables, int minimum, Func<PeopleColumn, bool> isFree,
        IReadOnlySet<(string Finer, string Coarser)> coarser)
    {
        var cover = new PeopleCover(minimum, isFree);
        Blocks blocks = Blocks.Of(counts, tables, coarser);
        (PopulationCount Count, Block Block)[] places = [.. counts.SelectMany(blocks.Of, (c, b) => (c, b))];
        foreach (PeopleTable table in tables.OrderBy(t => t.Quarter))
        {
            ILookup<Block, PopulationCount> own = places.Where(p => p.Count.Who.Quarters.Contains(table.Quarter)).ToLookup(p => p.Block, p => p.Count);
            foreach (IGrouping<Block, PopulationCount> block in own)
                cover.Add(block.Key, [.. block], new PeopleClasses(table, block.Key.Columns));
        }
        return cover;
    }

    /// <summary>The rows of a count in each block; none for a count of nobody.</summary>
    public IEnumerable<KeyValuePair<string, List<CoverTerm>>> RowsOf(PopulationCount count) => _terms.GetValueOrDefault(count.Key) ?? [];

    /// <summary>How many people a count counts; those of all its quarters.</summary>
    public long PersonsOf(PopulationCount count) =>
        _terms.TryGetValue(count.Key, out SortedList<string, List<CoverTerm>>? blocks) ? blocks.Values[0].Sum(t => _persons[t.Row]) : 0;

    private void Add(Block block, PopulationCount[] counts, PeopleClasses classes)
    {
        foreach (PopulationCount secret in counts.Where(c => c.Less.Count == 0 && (c.IsPrimary || PrimaryRules.IsSmall(c.Persons, _minimum))))
            classes.Suppose(secret.Who, _isFree);
        foreach (PopulationCount left in counts.Where(c => c.Less.Count > 0))
            classes.SupposeLeft(left, _isFree, _minimum);
        int first = _persons.Count;
        _persons.AddRange(classes.Persons);
        foreach (PopulationCount count in counts)
        {
            CoverTerm[] terms = [.. classes.In(count).Select(c => new CoverTerm(first + c))];
            if (terms.Length == 0)
                continue;
            if (!_terms.TryGetValue(count.Key, out SortedList<string, List<CoverTerm>>? blocks))
                _terms.Add(count.Key, blocks = new(StringComparer.Ordinal));
            if (!blocks.TryGetValue(block.Name, out List<CoverTerm>? list))
                blocks.Add(block.Name, list = []);
            list.AddRange(terms);
        }
    }
}
