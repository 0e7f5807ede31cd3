namespace IncDiv.Disclosure.Counts;

/// <param name="Columns">In ordinal order.</param>
internal sealed record Block(string Name, IReadOnlyList<string> Columns);

/// <summary>Which columns counts cross, and so which tables of people outsiders can put together (disclosure.md 4.2 S2).</summary>
internal sealed class Blocks
{
    private readonly Dictionary<string, PeopleColumn> _joint;
    private readonly HashSet<string> _questions;
    private readonly List<(HashSet<string> Columns, Block Block)> _blocks = [];

    private Blocks(IReadOnlyList<PeopleTable> tables)
    {
        _joint = tables.SelectMany(t => t.Columns).Where(c => c.Joins.Count > 0).DistinctBy(c => c.Name).ToDictionary(c => c.Name, StringComparer.Ordinal);
        _questions = [.. _joint.Values.SelectMany(c => c.Joins.Keys)];
    }

    public static Blocks Of(IReadOnlyCollection<PopulationCount> counts, IReadOnlyList<PeopleTable> tables, IReadOnlySet<(string, string)> coarser)
    {
        var blocks = new Blocks(tables);
        HashSet<string>[] crossed = [.. counts.Select(ColumnsOf).DistinctBy(NameOf)];
        var withCoarser = new CoarserColumns(tables, crossed, coarser);
        foreach (HashSet<string> columns in crossed.Select(withCoarser.With).OrderByDescending(c => c.Count).ThenBy(NameOf, StringComparer.Ordinal))
            if (!blocks._blocks.Exists(b => b.Columns.IsSupersetOf(columns)))
                blocks.Add(columns);
        blocks.AddJoined(tables);
        return blocks;
    }

    private void Add(HashSet<string> columns) =>
        _blocks.Add((columns, new Block(NameOf(columns), [.. columns.Union(Joined(columns)).Order(StringComparer.Ordinal)])));

    // Two blocks whose columns are all crossed with each other, in some block or another: outsiders can put the tables together. Beyond so many classes they
    // would be nearly as fine as the records.
    private void AddJoined(IReadOnlyList<PeopleTable> tables)
    {
        if (tables.Count == 0)
            return;
        const int MostClasses = 400, FewestPersons = 5;
        int most = Math.Min(MostClasses, tables[^1].Persons / FewestPersons);
        HashSet<(string, string)> crossed = [.. _blocks.SelectMany(b => from x in b.Columns from y in b.Columns select (x, y))];
        (HashSet<string> Columns, Block)[] given = [.. _blocks];
        for (int i = 0; i < given.Length; i++)
            for (int j = 0; j < i; j++)
            {
                HashSet<string> both = [.. given[i].Columns, .. given[j].Columns];
                if (both.Count <= Math.Max(given[i].Columns.Count, given[j].Columns.Count) + 1 && both.All(x => both.All(y => crossed.Contains((x, y))))
                    && !_blocks.Exists(b => b.Columns.IsSupersetOf(both))
                    && new PeopleClasses(tables[^1], [.. both]).Persons.Count <= most)
                    Add(both);
            }
    }

    /// <summary>The blocks that have the columns of a count.</summary>
    public IEnumerable<Block> Of(PopulationCount count)
    {
        HashSet<string> columns = ColumnsOf(count);
        string[] questions = [.. columns.Where(_questions.Contains)];
        return _blocks.Where(b => questions.Length == 0
            ? b.Columns.IsSupersetOf(columns)
            : columns.All(c => b.Columns.Contains(c) || Joins(b.Columns, c, count.Who))).Select(b => b.Block);
    }

    private static string NameOf(HashSet<string> columns) => string.Join(" x ", columns.Order(StringComparer.Ordinal));

    private static HashSet<string> ColumnsOf(PopulationCount count) =>
        count.Less.Append(count.Who).SelectMany(p => p.Boxes).SelectMany(b => b.Keys).ToHashSet(StringComparer.Ordinal);

    // The questions behind answers to several.
    private IEnumerable<string> Joined(HashSet<string> columns) => columns.Where(_joint.ContainsKey).SelectMany(c => _joint[c].Joins.Keys);

    // Who answered several questions is among those who answered each.
    private bool Joins(HashSet<string> block, string question, Population who) => block.Any(b =>
        _joint.TryGetValue(b, out PeopleColumn? joint) && joint.Joins.TryGetValue(question, out IReadOnlySet<string>? answered)
        && who.Boxes.All(x => x.TryGetValue(question, out string[]? codes) && answered.SetEquals(codes)));
}
