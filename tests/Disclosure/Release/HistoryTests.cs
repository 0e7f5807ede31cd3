using IncDiv.Contracts.Output;
using IncDiv.Disclosure.Release;

namespace IncDiv.Disclosure.Tests.Release;

public sealed class HistoryTests
{
    private static readonly (string, int)[] First = [("Officer", 900), ("Staff", 300), ("PCSO", 40), ("Special", 30)];

    [Theory]
    [InlineData(41, 40)]
    [InlineData(44, 40)]
    [InlineData(45, 45)]
    [InlineData(35, 35)]
    [InlineData(37, 40)]
    public void A_published_figure_stays_or_moves_by_enough_people(int now, int shown)
    {
        ReleasedMeasures before = Figures.Release(Figures.Strength(First));
        MeasureRow[] rows = [.. Figures.Strength(("Officer", 900), ("Staff", 300), ("PCSO", now), ("Special", 30))];

        ReleasedMeasures after = Figures.Release(rows, Edition(before));

        Assert.Equal(shown, after.Rows.Single(r => r.Group == "PCSO").N);
        Assert.Equal(shown == 40 ? 1270 : 1230 + now, after.Rows[0].N);
        Assert.Equal(shown == 40 && now != 40, after.Evidence.FrozenRows);
    }

    [Fact]
    public void What_an_edition_masked_the_next_one_masks_while_nothing_has_moved()
    {
        MeasureRow[] rows = [.. Figures.Strength(("Officer", 900), ("Staff", 300), ("PCSO", 40), ("Special", 3))];
        ReleasedMeasures before = Figures.Release(rows);
        // A new figure about other people is no reason to change partners.
        ReleasedMeasures after = Figures.Release([.. rows, Figures.Share("WF-18b", "all", "All", 40, 80)], Edition(before));
        Assert.Equal(before.Rows, after.Rows.Take(rows.Length));
    }

    [Fact]
    public void A_count_that_was_small_a_quarter_ago_is_shown_when_it_is_well_above_the_threshold()
    {
        IReadOnlyList<string> Masked(int specials) => Figures.Masked(Figures.Release(
            Figures.Strength(("Officer", 900), ("Staff", 300), ("PCSO", 40), ("Special", specials)), new History(QuarterBefore(), [])).Rows);
        Assert.Contains("Special", Masked(5));
        Assert.Contains("Special", Masked(7));
        Assert.Empty(Masked(8));
    }

    [Fact]
    public void A_release_that_the_past_gives_away_is_not_safe_and_names_no_value()
    {
        // The quarter's sum was published with all but one group; that group is told by nobody's leave.
        ReleasedMeasures before = Figures.Release(Figures.Strength(First));
        LedgerEntry small = before.Ledger.Single(e => e.Value == 30) with { Value = 3, IsHidden = true, IsPrimary = true };
        LedgerEntry all = before.Ledger.Single(e => e.Value == 1270) with { Value = 1243 };
        LedgerEntry[] past = [.. before.Ledger.Where(e => e.Value is not (30 or 1270)), small, all];

        ReleasedMeasures after = Figures.Release(Figures.Strength(("Officer", 900), ("Staff", 300), ("PCSO", 40), ("Special", 3)), new History(past, []));

        DisclosedCell cell = Assert.Single(after.Unsafe);
        Assert.Contains("worker_type=SPECIAL", cell.Key, StringComparison.Ordinal);
        Assert.Equal("refused", after.Evidence.Verdict);
        Assert.DoesNotContain(cell.By.Append(cell.Key), k => k.Contains("1243", StringComparison.Ordinal) || k.Contains("900", StringComparison.Ordinal));
    }

    [Fact]
    public void A_change_on_a_level_that_was_masked_a_year_before_is_masked()
    {
        MeasureRow then = Figures.Share("WF-01", "all", "All", 1, 4, Figures.Quarter.AddQuarters(-4)), now = Figures.Share("WF-01", "all", "All", 20, 200);
        ReleasedMeasures before = Figures.Release([then]);
        MeasureRow change = Figures.Compared(now, "", "change", -15);

        Assert.Equal([false, true], Figures.Release([now, change], new History(before.Ledger, [])).Rows.Select(r => r.Value is null));
        Assert.Equal([false, false], Figures.Release([now, change]).Rows.Select(r => r.Value is null));
    }

    private static History Edition(ReleasedMeasures released) => new(released.Ledger, released.Rows);

    private static IReadOnlyList<LedgerEntry> QuarterBefore() => Figures.Release(
        new[] { ("All", 1243), ("Officer", 900), ("Staff", 300), ("PCSO", 40), ("Special", 3) }
            .Select(g => Figures.Count(g.Item1 == "All" ? "all" : "worker_type", g.Item1, g.Item2, Figures.Quarter.AddQuarters(-1)))).Ledger;
}
