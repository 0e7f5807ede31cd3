using IncDiv.Disclosure.Release;

namespace IncDiv.Disclosure.Tests.Release;

public sealed class HistoryTests
{
    private static readonly (string, int)[] First = [("Officer", 900), ("Staff", 300), ("PCSO", 40), ("Special", 30)];

    // Three specials, who must be hidden.
    private static readonly (string, int)[] Revealed = [("Officer", 900), ("Staff", 300), ("PCSO", 40), ("Special", 3)];

    [Fact]
    public void What_is_published_once_more_is_masked_in_the_same_way()
    {
        MeasureRow[] rows = [.. Figures.Strength(("Officer", 900), ("Staff", 300), ("PCSO", 40), ("Special", 3))];
        ReleasedMeasures before = Figures.Release(rows);
        // A new figure about other people is no reason to change the secondary suppressions.
        ReleasedMeasures after = Figures.Release([.. rows, Figures.Share("WF-18b", "all", "All", 40, 80)], new History(before.Ledger));
        Assert.Equal(before.Rows, after.Rows.Take(rows.Length));
    }

    [Fact]
    public void A_count_that_was_small_a_quarter_ago_is_shown_when_it_is_well_above_the_threshold()
    {
        IReadOnlyList<string> Masked(int specials) => Figures.Masked(Figures.Release(
            Figures.Strength(("Officer", 900), ("Staff", 300), ("PCSO", 40), ("Special", specials)), new History(QuarterBefore())).Rows);
        Assert.Contains("Special", Masked(5));
        Assert.Contains("Special", Masked(7));
        Assert.Empty(Masked(8));
    }

    [Fact]
    public void A_count_that_earlier_releases_reveal_is_named_without_its_value_and_masked_and_the_rest_goes_on()
    {
        ReleasedMeasures before = Figures.Release(Figures.Strength(First));
        ReleasedMeasures after = Figures.Release(Figures.Strength(Revealed), new History([.. Revealing(before)]));

        Assert.Empty(after.Withheld);
        Assert.Equal(["Special"], Figures.Masked(after.Rows));
        DisclosedCell cell = Assert.Single(after.AlreadyPublic);
        Assert.Contains("worker_type=SPECIAL", cell.Key, StringComparison.Ordinal);
        Assert.Equal(after.AlreadyPublic, after.Evidence.AlreadyPublic);
        Assert.DoesNotContain(cell.By.Append(cell.Key), k => k.Contains("1243", StringComparison.Ordinal) || k.Contains("900", StringComparison.Ordinal));
    }

    [Fact]
    public void Few_people_whom_an_earlier_release_has_shown_are_masked_from_now_on_and_no_feed_is_withheld_for_it()
    {
        MeasureRow before = Figures.Share("WF-01", "all", "All", 4, 105), now = Figures.Share("WF-01", "all", "All", 4, 99);
        MeasureRow other = Figures.Share("WF-03", "all", "All", 40, 99);
        ReleasedMeasures first = Figures.Release([before]);
        Assert.Empty(Figures.Masked(first.Rows));

        ReleasedMeasures after = Figures.Release([now, other], new History(first.Ledger));

        Assert.Equal([true, false], after.Rows.Select(r => r.Value is null));
        Assert.Empty(after.Withheld);
    }

    [Fact]
    public void A_change_on_a_level_that_was_masked_a_year_before_is_masked()
    {
        MeasureRow then = Figures.Share("WF-01", "all", "All", 1, 4, Figures.Quarter.AddQuarters(-4)), now = Figures.Share("WF-01", "all", "All", 20, 200);
        ReleasedMeasures before = Figures.Release([then]);
        MeasureRow change = Figures.Compared(now, "", Statistic.Change, -15);

        Assert.Equal([false, true], Figures.Release([now, change], new History(before.Ledger)).Rows.Select(r => r.Value is null));
        Assert.Equal([false, false], Figures.Release([now, change]).Rows.Select(r => r.Value is null));
    }

    [Fact]
    public void A_change_on_a_share_that_was_masked_a_year_before_is_masked_though_its_base_was_shown()
    {
        // It is sensitive that 20 of 200 are disabled, but not how many declared it: WF-07c publishes that number.
        Quarter before = Figures.Quarter.AddQuarters(-4);
        MeasureRow[] then = [Figures.Share("WF-05", "all", "All", 2, 200, before), Figures.Share("WF-07c", "all", "All", 200, 300, before)];
        MeasureRow now = Figures.Share("WF-05", "all", "All", 90, 210);
        ReleasedMeasures released = Figures.Release(then);
        Assert.Equal([Symbols.Suppressed, Symbols.None], released.Rows.Select(r => r.Symbol));

        IReadOnlyList<MeasureRow> rows = Figures.Release([now, Figures.Compared(now, "", Statistic.Change, 41.86)], new History(released.Ledger)).Rows;

        Assert.Equal([false, true], rows.Select(r => r.Value is null));
    }

    [Fact]
    public void A_quarter_that_is_published_after_its_year_keeps_its_small_count_masked()
    {
        // The year's 74 was published before its quarters, so the last of the four quarters would follow by subtraction.
        MeasureRow Of(MeasureWindow window, int back, int n) =>
            Figures.Weighted("PAS-01", window, "sexual_orientation", "LGB+", 60, n) with { Quarter = Figures.Quarter.AddQuarters(-back).ToString() };
        List<LedgerEntry> past = [.. Figures.Release([Of(MeasureWindow.Rolling, 0, 74), Of(MeasureWindow.Quarter, 0, 20)]).Ledger];
        var masked = new List<bool>();
        foreach ((int back, int n) in new[] { (3, 22), (2, 7), (1, 25) })
        {
            ReleasedMeasures released = Figures.Release([Of(MeasureWindow.Quarter, back, n)], new History(past));
            past.AddRange(released.Ledger);
            masked.Add(released.Rows[0].Value is null);
            Assert.Empty(released.Withheld);
        }
        Assert.Equal([false, true, true], masked);
    }

    [Fact]
    public void A_wave_that_is_published_again_keeps_its_pattern()
    {
        MeasureRow[] Wave(Quarter quarter) =>
        [
            .. new[] { ("all", "All", 120), ("sex", "Female", 50), ("sex", "Male", 55), ("sex", "Other", 8) }
                .Select(g => Figures.Weighted("SS-01", MeasureWindow.Wave, g.Item1, g.Item2, 60, g.Item3) with
                {
                    Quarter = quarter.ToString(),
                    PeriodEnd = new(2026, 3, 31),
                }),
        ];
        ReleasedMeasures first = Figures.Release(Wave(Figures.Quarter));
        // Without the earlier release, another group would be the better secondary suppression now.
        MeasureRow[] again = [.. Wave(Figures.Quarter.AddQuarters(1)), Figures.Weighted("SS-02", MeasureWindow.Wave, "sex", "Male", 60, 55)];
        Assert.Equal(Figures.Masked(first.Rows), Figures.Masked(Figures.Release(again, new History(first.Ledger)).Rows.Take(4)));
    }

    // The quarter's total was published with all groups but one, so that group follows by subtraction.
    private static IEnumerable<LedgerEntry> Revealing(ReleasedMeasures before) => before.Ledger.Select(e => e.Value switch
    {
        30 => e with { Value = 3, IsHidden = true, IsPrimary = true },
        1270 => e with { Value = 1243 },
        _ => e,
    });

    private static IReadOnlyList<LedgerEntry> QuarterBefore() => Figures.Release(
        new[] { ("All", 1243), ("Officer", 900), ("Staff", 300), ("PCSO", 40), ("Special", 3) }
            .Select(g => Figures.Count(g.Item1 == "All" ? "all" : "worker_type", g.Item1, g.Item2, Figures.Quarter.AddQuarters(-1)))).Ledger;
}
