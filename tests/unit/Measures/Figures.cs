namespace IncDiv.Measures.Tests;

/// <summary>Computed rows, looked up by measure, breakdown and group.</summary>
internal sealed class Figures(IReadOnlyList<MeasureRow> rows)
{
    public static readonly Quarter Now = new(2026, 2);

    public IReadOnlyList<MeasureRow> Rows { get; } = rows;

    /// <summary>Figures of <see cref="Now"/> from tallies of one feed.</summary>
    public static Figures Of(string feed, params (Quarter Quarter, FeedTally Tally)[] tallies) =>
        new(new MeasureEngine(ContractSet.Embedded.Measures).Compute(
            Now, (name, quarter) => name == feed ? tallies.FirstOrDefault(t => t.Quarter == quarter).Tally : null, edition: 1));

    /// <summary>Figures of <see cref="Now"/> from the rows of that quarter.</summary>
    public static Figures Of(string feed, params IEnumerable<string> rows) => Of(feed, (Now, Tests.Rows.Tally(feed, Now, rows)));

    public MeasureRow this[
        string measure, string breakdown, string group, Statistic statistic = Statistic.Level, MeasureWindow? window = null, string? comparator = null] =>
        Assert.Single(Rows, r => r.MeasureId == measure && r.Breakdown == breakdown && r.Group == group && r.Statistic == statistic
            && (window is null || r.Window == window) && (comparator is null || r.Comparator == comparator));
}
