using IncDiv.Contracts.Rows;
using IncDiv.Disclosure.Editions;
using IncDiv.Disclosure.Release;
using IncDiv.Measures;
using MeasureRows = IncDiv.Measures.Tests.Rows;

namespace IncDiv.Disclosure.Tests.Release;

/// <summary>People of a feed by quarter, written as text (<c>worker_type=OFFICER sex=F</c>), and what is released of them.</summary>
internal sealed class Force(string feed)
{
    private readonly SortedDictionary<Quarter, List<string>> _people = [];

    public static Quarter Quarter { get; } = new(2026, 2);

    /// <summary>Officers by rank and number, all of one ethnicity and sex.</summary>
    public static Force Officers(params (string Rank, int Number)[] ranks)
    {
        var force = new Force("workforce");
        foreach ((string rank, int number) in ranks)
            force.Add(number, $"worker_type=OFFICER leaver=false rank={rank} ethnicity=W1 sex=M");
        return force;
    }

    public Force Add(int persons, string person, Quarter? quarter = null)
    {
        if (!_people.TryGetValue(quarter ?? Quarter, out List<string>? people))
            _people.Add(quarter ?? Quarter, people = []);
        people.AddRange(Enumerable.Repeat(person, persons));
        return this;
    }

    /// <summary>The figures of a quarter.</summary>
    /// <param name="measures">Those to release; none for all of the feed.</param>
    public ComputedMeasures Computed(Quarter quarter, params string[] measures)
    {
        Dictionary<Quarter, FeedTally> tallies = _people.ToDictionary(p => p.Key, p => MeasureRows.Tally(feed, p.Key, p.Value));
        ComputedMeasures computed = new MeasureEngine(ContractSet.Embedded.Measures)
            .ComputeWithCounts(quarter, (name, at) => name == feed ? tallies.GetValueOrDefault(at) : null, 1);
        ComputedMeasures kept = computed.Where((row, _) => row.Feed == feed && (measures.Length == 0 || measures.Contains(row.MeasureId)));
        return kept with { People = [.. _people.Select(Read)] };
    }

    public ReleasedMeasures Release(params string[] measures) => Release(Quarter, History.None, measures);

    public ReleasedMeasures Release(Quarter quarter, History history, params string[] measures) =>
        MeasureRelease.Protect(Computed(quarter, measures), ContractSet.Embedded.Measures, ContractSet.Embedded.Policy, history);

    public ReleasedMeasures Release(DisclosurePolicy policy, params string[] measures) =>
        MeasureRelease.Protect(Computed(Quarter, measures), ContractSet.Embedded.Measures, policy);

    private PeopleTable Read(KeyValuePair<Quarter, List<string>> people)
    {
        var reader = new PeopleReader(ContractSet.Embedded.Measures, MeasureRows.Feed(feed), people.Key);
        foreach (string[] chunk in people.Value.Chunk(RowBatch.Capacity))
            reader.Add(MeasureRows.Of(feed, people.Key, chunk));
        return reader.Read();
    }
}

internal static class ReleasedRows
{
    /// <summary>Groups whose level is suppressed.</summary>
    public static IReadOnlyList<string> Masked(this ReleasedMeasures released, string measure, string breakdown, MeasureWindow? window = null) =>
        [.. Levels(released, measure, breakdown, window).Where(r => r.Symbol.HasFlag(Symbols.Suppressed)).Select(r => r.Group)];

    /// <summary>Groups whose level is shown.</summary>
    public static IReadOnlyList<string> Shown(this ReleasedMeasures released, string measure, string breakdown, MeasureWindow? window = null) =>
        [.. Levels(released, measure, breakdown, window).Where(r => r.Value is not null).Select(r => r.Group)];

    public static bool IsMasked(this ReleasedMeasures released, string measure, Statistic statistic, string breakdown, string group) =>
        released.Rows.Single(r => r.MeasureId == measure && r.Statistic == statistic && r.Breakdown == breakdown && r.Group == group)
            .Symbol.HasFlag(Symbols.Suppressed);

    private static IEnumerable<MeasureRow> Levels(ReleasedMeasures released, string measure, string breakdown, MeasureWindow? window) =>
        released.Rows.Where(r => r.MeasureId == measure && r.Breakdown == breakdown
            && r.Statistic is Statistic.Level or Statistic.Index && (window is null || r.Window == window));
}
