using IncDiv.Disclosure.Cover;

namespace IncDiv.Disclosure.Tests;

/// <summary>A small table with its margins, as printed in textbooks. A key is, for example, <c>B/arbeid</c>; <c>+</c> represents the total.</summary>
internal sealed class TwoWayTable(IReadOnlyList<string> rows, IReadOnlyList<string> columns, params IReadOnlyList<long> counts)
{
    private readonly List<(string Name, IReadOnlyList<string> Parts)> _rowGroups = [("+", rows)];

    /// <summary>Adds a row that is the sum of other rows.</summary>
    public TwoWayTable With(string name, params IReadOnlyList<string> parts)
    {
        _rowGroups.Add((name, parts));
        return this;
    }

    public CoverModel Model(Func<long, bool> isPrimary, IntervalRequirement requirement)
    {
        IEnumerable<(string Name, IReadOnlyList<string> Parts)> lines = _rowGroups.Concat(rows.Select(r => (r, (IReadOnlyList<string>)[r])));
        IEnumerable<(string Name, IReadOnlyList<string> Parts)> acrosses = columns.Select(c => (c, (IReadOnlyList<string>)[c])).Prepend(("+", columns));
        return CoverModel.Build(
            counts,
            from line in lines
            from across in acrosses
            let terms = (
                from r in line.Parts
                from c in across.Parts
                select new CoverTerm(rows.Index().First(x => x.Item == r).Index * columns.Count + columns.Index().First(x => x.Item == c).Index)).ToArray()
            select new CoverCell($"{line.Name}/{across.Name}", terms, (line.Name == "+" ? 0 : 1) + (across.Name == "+" ? 0 : 1))
            {
                State = isPrimary(terms.Sum(t => counts[t.Row])) ? CellState.Primary : CellState.Open,
                Requirement = requirement,
            });
    }
}
