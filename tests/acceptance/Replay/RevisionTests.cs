namespace IncDiv.Replay.Tests;

/// <summary>A late drop for quarter t changes only figures whose windows include t.</summary>
[Collection(nameof(PasHistory))]
public sealed class RevisionTests(PasHistory history)
{
    private const int Quarter = PasHistory.Late;

    [Theory]
    [InlineData(Statistic.Level, MeasureWindow.Quarter, new[] { 0 })]
    [InlineData(Statistic.Gap, MeasureWindow.Quarter, new[] { 0 })]
    [InlineData(Statistic.Level, MeasureWindow.Rolling, new[] { 0, 1, 2, 3 })]
    [InlineData(Statistic.Gap, MeasureWindow.Rolling, new[] { 0, 1, 2, 3 })]
    [InlineData(Statistic.Change, MeasureWindow.Quarter, new[] { 0, 4 })]
    [InlineData(Statistic.Change, MeasureWindow.Rolling, new[] { 4, 5, 6, 7 })]
    public void Figures_change_in_the_quarters_whose_windows_reach_it(Statistic statistic, MeasureWindow window, int[] later)
    {
        // The first year has no earlier year to compare with, so its changes are not supplied before or after the late drop.
        int[] expected = [.. later.Select(l => Quarter + l).Where(q => statistic != Statistic.Change || q >= 4)];

        Assert.Equal(expected, ChangedQuarters(r => r.Statistic == statistic && r.Window == window, r => (r.Value, r.Lower, r.Upper)));
    }

    [Fact]
    public void Quarters_before_it_and_those_beyond_every_window_and_chart_stay_as_they_are_to_the_last_column()
    {
        int[] changed = ChangedQuarters(_ => true, r => r);

        Assert.Equal(Quarter, changed[0]);
        Assert.InRange(changed[^1], Quarter + 7, Quarter + IncDiv.Measures.MeasureEngine.QuartersNeeded - 1);
        Assert.True(changed[^1] < PasHistory.Quarters.Count - 1, "the history is too short to see the end of it");
    }

    [Fact]
    public void Feeds_without_a_late_drop_stay_as_they_are() =>
        Assert.Empty(ChangedQuarters(r => r.Feed != "pas", r => r));

    [Fact]
    public void Every_measure_of_the_feed_is_revised()
    {
        string[] revised = [.. history.Before[Quarter].Zip(history.After[Quarter])
            .Where(p => p.First.Value != p.Second.Value).Select(p => p.First.MeasureId).Distinct()];

        Assert.Equal(history.Before[Quarter].Where(r => r.Feed == "pas").Select(r => r.MeasureId).Distinct(), revised);
    }

    private int[] ChangedQuarters<T>(Func<MeasureRow, bool> rows, Func<MeasureRow, T> figure) =>
    [
        .. Enumerable.Range(0, PasHistory.Quarters.Count)
            .Where(q => !history.Before[q].Where(rows).Select(figure).SequenceEqual(history.After[q].Where(rows).Select(figure))),
    ];
}
