using IncDiv.Measures.Estimators;

namespace IncDiv.Measures.Tests;

/// <summary>Every figure is handed over with the counts behind it (disclosure.md 4.2, S0): a count of the rows that meet the population's description, whatever
/// the estimator did, finds as many people.</summary>
public sealed class FigureCountsTests
{
    private const int People = 150;
    private static readonly Quarter Now = new(2026, 2);

    public static TheoryData<string> Feeds => [.. ContractSet.Embedded.Measures.Measures.Select(m => m.Feed).Distinct().Where(f => f != Measure.NotSupplied)];

    [Theory]
    [MemberData(nameof(Feeds))]
    public void The_people_behind_each_figure_are_as_many_as_rows_meet_their_description(string feed)
    {
        Dictionary<Quarter, string[]> rows = Enumerable.Range(0, 8).ToDictionary(back => Now.AddQuarters(-back), back => Made(feed, seed: back));
        Dictionary<Quarter, FeedTally> tallies = rows.ToDictionary(r => r.Key, r => Rows.Tally(feed, r.Key, r.Value));
        Dictionary<Quarter, Dictionary<string, string>[]> people = rows.ToDictionary(r => r.Key, r => r.Value.Select(Cells).ToArray());

        ComputedMeasures computed = new MeasureEngine(ContractSet.Embedded.Measures).ComputeWithCounts(
            Now, (name, quarter) => name == feed ? tallies.GetValueOrDefault(quarter) : null, 1);

        JointAnswers[] joint =
            [.. ContractSet.Embedded.Measures.Measures.Where(m => m.Feed == feed).Select(m => JointAnswers.Of(m, Rows.Feed(feed))).OfType<JointAnswers>()];
        var asked = new Dictionary<string, long>(StringComparer.Ordinal);
        int figures = 0;
        for (int i = 0; i < computed.Rows.Count; i++)
        {
            MeasureRow row = computed.Rows[i];
            if (row is { Value: null, N: null } || row.Feed != feed)
                continue;
            figures++;
            Measure measure = ContractSet.Embedded.Measures.Find(row.MeasureId)!;
            FigureSide first = computed.Counts[i].Sides[0];
            if (row.Statistic is Statistic.Level or Statistic.Index && measure.Kind != MeasureKind.ResponseRate)
                // A mean of less than half a head is printed as none, and is somebody.
                Assert.True(row.N == first.Base.Persons || (measure.Kind == MeasureKind.Rate && row.N == 0 && first.Base.Persons == 1), $"{row.Key}");
            foreach (FigureSide side in computed.Counts[i].Sides)
                foreach (PeopleCount count in side.Parts.Concat(side.Others).Append(side.Base))
                {
                    if (!asked.TryGetValue(count.Who.Key, out long met))
                        asked.Add(count.Who.Key, met = count.Who.Quarters.Sum(q => people[q].Count(p => count.Who.Boxes.Any(b => Meets(p, b, joint)))));
                    // Heads are the mean of the quarter ends.
                    bool isMean = measure.Kind == MeasureKind.Rate && ReferenceEquals(count, side.Base);
                    long expected = isMean ? (long)RateEstimator.Persons((double)met / count.Who.Quarters.Count) : met;
                    Assert.True(expected == count.Persons, $"{row.Key}: {expected} people are {count.Who.Key}, not {count.Persons}.");
                }
        }
        Assert.True(figures > 100 && asked.Values.Count(n => n > 0) > 100);
    }

    [Fact]
    public void Two_measures_of_the_same_people_describe_them_in_the_same_words()
    {
        Population Of(string id, string breakdown)
        {
            var people = new MeasurePopulations(ContractSet.Embedded.Measures.Find(id)!, Rows.Feed("workforce"));
            return new("workforce", [Now], [.. people.Rows(0, Breakdown(id, breakdown), ["Constable"])]);
        }

        Assert.Equal(Of("WF-09", "rank"), Of("WF-14", "rank"));
        Assert.NotEqual(Of("WF-09", "rank"), Of("WF-09b", "rank"));
    }

    [Fact]
    public void Boxes_that_differ_in_one_column_are_one()
    {
        Dictionary<string, string[]> Box(params (string Column, string Code)[] tests) => tests.ToDictionary(t => t.Column, t => new[] { t.Code });
        var one = new Population("workforce", [Now], [Box(("sex", "F"), ("band", "A")), Box(("sex", "F"), ("band", "B")), Box(("sex", "F"), ("band", "A"))]);
        Assert.Equal("workforce/band=A+B;sex=F/2026-27-Q2", one.Key);
        Assert.Equal(2, new Population("workforce", [Now], [Box(("sex", "F"), ("band", "A")), Box(("sex", "M"), ("band", "B"))]).Boxes.Count);
    }

    private static Breakdown Breakdown(string measure, string reports) =>
        ContractSet.Embedded.Measures.Find(measure)!.Breakdowns.First(b => b.Reports == reports);

    private static bool Meets(Dictionary<string, string> person, IReadOnlyDictionary<string, string[]> box, JointAnswers[] joint) => box.All(test =>
        test.Value.Contains(
            Array.Find(joint, j => j.Name == test.Key) is { } answers ? CodeOf(answers, person)
            : !person.TryGetValue(test.Key, out string? code) ? Population.Blank
            : test.Value is [Population.Filled] ? Population.Filled
            : code));

    private static string CodeOf(JointAnswers joint, Dictionary<string, string> person) =>
        !Holds(joint.Asked, person) ? Population.Blank : Holds(joint.Counted, person) ? JointAnswers.CountedCode : JointAnswers.AskedCode;

    private static bool Holds(Condition condition, Dictionary<string, string> person) =>
        condition.Alternatives.Any(a => a.All(t => person.TryGetValue(t.Column, out string? code) && t.Codes.Contains(code)));

    private static Dictionary<string, string> Cells(string row) =>
        row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => c.Split('='))
            .ToDictionary(c => c[0], c => c[1].Replace('_', ' '), StringComparer.Ordinal);

    // One in eight of the values that may be blank is.
    private static string[] Made(string feed, int seed)
    {
        var random = new Random(seed);
        HashSet<string> required = [.. Rows.Feed(feed).Columns.Where(c => c.ValueRequired).Select(c => c.Name)];
        CuratedColumn[] columns = [.. Rows.Feed(feed).CuratedColumns.Where(c => c.Kind != CuratedKind.Pseudonym)];
        string ValueOf(CuratedColumn column) => column.Kind switch
        {
            CuratedKind.Number => (1 + random.Next(40)).ToString(CultureInfo.InvariantCulture),
            CuratedKind.Flag => random.Next(3) == 0 ? "true" : "false",
            CuratedKind.Text => "ABC"[random.Next(3)].ToString(),
            _ => column.Codes!.Codes[random.Next(column.Codes.Codes.Count)].Code.Replace(' ', '_'),
        };
        bool IsFilled(CuratedColumn column) => required.Contains(column.Name) || random.Next(8) > 0;
        return [.. Enumerable.Range(0, People).Select(_ => string.Join(' ', columns.Where(IsFilled).Select(c => $"{c.Name}={ValueOf(c)}")))];
    }
}
