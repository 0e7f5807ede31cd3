using Box = System.Collections.Generic.IReadOnlyDictionary<string, string[]>;

namespace IncDiv.Measures.Counts;

/// <summary>Which people a measure counts, read off the catalogue: a new measure needs no entry here.</summary>
internal sealed class MeasurePopulations
{
    private readonly Feed _feed;
    private readonly IReadOnlyList<Accumulation> _accumulations;
    private readonly IReadOnlyList<Breakdown> _breakdowns;

    public MeasurePopulations(Measure measure, Feed feed)
    {
        (_feed, _accumulations) = (feed, measure.Kind.Accumulations(measure));
        _breakdowns = measure.Ladder is { } ladder ? [.. measure.Breakdowns, ladder] : measure.Breakdowns;
        Joint = JointAnswers.Of(measure, feed);
    }

    /// <summary>The answers to several questions at once, if the measure asks more than one; null for most.</summary>
    public JointAnswers? Joint { get; }

    /// <summary>The columns by which the measure counts people, some of them twice.</summary>
    public IEnumerable<string> Columns =>
    [
        .. _accumulations.SelectMany(a => a.Rows.Alternatives.Concat(a.Ones.Alternatives)).SelectMany(tests => tests).Select(t => t.Column),
        .. _accumulations.SelectMany(a => a.Value?.Columns ?? []),
        .. _breakdowns.SelectMany(b => b.Cross.Count > 0 ? b.Cross.SelectMany(c => c.ColumnsIn(_feed)) : b.ColumnsIn(_feed)).Select(c => c.Column.Name),
    ];

    /// <summary>So many people, of the boxes in the quarters of a window.</summary>
    public PeopleCount Count(double persons, PooledWindow window, Func<IEnumerable<Box>> boxes)
    {
        // Not the window itself: its tallies would be kept as long as the count.
        IReadOnlyList<Quarter> quarters = window.Quarters;
        return new((long)persons, () => new Population(_feed.Name, quarters, [.. boxes()]));
    }

    /// <summary>The rows of an accumulation that are in one of the groups.</summary>
    public IEnumerable<Box> Rows(int accumulation, Breakdown breakdown, IReadOnlyList<string> groups)
    {
        Accumulation sum = _accumulations[accumulation];
        return And(And(Boxes(sum.Rows, JointAnswers.AskedOrCounted), Valued(sum.Value)), Groups(breakdown, groups));
    }

    /// <summary>Those among the rows of a share that it counts.</summary>
    public IEnumerable<Box> Ones(int accumulation, Breakdown breakdown, IReadOnlyList<string> groups) =>
        And(Rows(accumulation, breakdown, groups), Boxes(_accumulations[accumulation].Ones, JointAnswers.OnlyCounted));

    /// <summary>For a mean of the scores of one question: those who gave an answer with this score.</summary>
    public IEnumerable<Box> Answer(double score, Breakdown breakdown, IReadOnlyList<string> groups)
    {
        RowValue value = _accumulations[0].Value!;
        string[] codes = [.. value.Scores!.Where(s => s.Value.Equals(score)).Select(s => s.Key)];
        return And(Rows(0, breakdown, groups), [One(value.Columns[0], codes)]);
    }

    /// <summary>The boxes of the groups of a breakdown.</summary>
    public IEnumerable<Box> Groups(Breakdown breakdown, IReadOnlyList<string> groups)
    {
        var wanted = groups.ToHashSet(StringComparer.Ordinal);
        return Groups(breakdown).Where(g => wanted.Contains(g.Label) || (breakdown.IsOpen && g.Label == AnyLabel)).SelectMany(g => g.Label == AnyLabel
            ? groups.Select(label => One(breakdown.Columns.First(c => c.Grouping is null).Name, [label]))
            : g.Boxes);
    }

    /// <summary>The groups that the contract names.</summary>
    public IEnumerable<(string Label, IEnumerable<Box> Boxes)> Groups(Breakdown breakdown)
    {
        if (breakdown.Cross.Count > 0)
            return breakdown.Cross.Select(Groups).Aggregate((left, right) =>
                [.. from l in left from r in right select (Breakdown.Joined(l.Label, r.Label), And(l.Boxes, r.Boxes))]);
        if (breakdown.Columns.Count == 0)
            return [(Breakdown.AllGroup, [Everybody])];
        return ByColumn(breakdown);
    }

    /// <summary>The label that stands for every value of a text column.</summary>
    public const string AnyLabel = "";

    private static Box Everybody { get; } = new Dictionary<string, string[]>();

    // The first column that has a group for a row decides, so the columns before it hold no code of a group.
    private IEnumerable<(string, IEnumerable<Box>)> ByColumn(Breakdown breakdown)
    {
        var before = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach ((BreakdownColumn column, CuratedColumn curated) in breakdown.ColumnsIn(_feed))
        {
            if (column.Grouping is null)
            {
                yield return (AnyLabel, [One(column.Name, [])]);
                continue;
            }
            IReadOnlyList<CodeGroup> listed = curated.Codes!.Groupings[column.Grouping];
            foreach (CodeGroup group in listed)
                yield return (group.Label, And([before], [One(column.Name, [.. group.Codes])]));
            string[] grouped = [.. listed.SelectMany(g => g.Codes)];
            before = new(before, StringComparer.Ordinal)
            {
                [column.Name] = [Population.Blank, .. curated.Codes.Codes.Select(c => c.Code).Except(grouped, StringComparer.Ordinal)],
            };
        }
    }

    private IEnumerable<Box> Boxes(Condition condition, string[] joint) => condition.Alternatives.Select(tests => tests.Aggregate(
        Everybody, (box, test) => Both(box, Joint?.Columns.Contains(test.Column) == true ? One(Joint.Name, joint) : One(test.Column, [.. test.Codes]))));

    // A mean counts who has a value; numbers that no row may lack choose nobody.
    private IEnumerable<Box> Valued(RowValue? value)
    {
        if (value is null)
            return [Everybody];
        if (value.Scores is { } scores)
            return Joint is { } joint
                ? [One(joint.Name, JointAnswers.AskedOrCounted)]
                : [value.Columns.ToDictionary(c => c, _ => scores.Keys.ToArray(), StringComparer.Ordinal)];
        bool isRequired = _feed.Columns.FirstOrDefault(c => c.Name == value.Columns[0]) is { ValueRequired: true };
        return [isRequired ? Everybody : One(value.Columns[0], [Population.Filled])];
    }

    private static IEnumerable<Box> And(IEnumerable<Box> left, IEnumerable<Box> right) => [.. from l in left from r in right select Both(l, r)];

    private static Dictionary<string, string[]> Both(Box left, Box right)
    {
        var both = new Dictionary<string, string[]>(left, StringComparer.Ordinal);
        foreach ((string column, string[] codes) in right)
            both[column] = both.TryGetValue(column, out string[]? before) ? [.. before.Intersect(codes, StringComparer.Ordinal)] : codes;
        return both;
    }

    private static Dictionary<string, string[]> One(string column, string[] codes) => new(StringComparer.Ordinal) { [column] = codes };
}
