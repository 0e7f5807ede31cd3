using IncDiv.Disclosure.Editions;
using IncDiv.Disclosure.Release;

namespace IncDiv.Disclosure.Tests.Release;

public sealed class HistoryTests
{
    private static readonly Quarter Before = Force.Quarter.AddQuarters(-1);

    [Fact]
    public void What_is_published_once_more_is_masked_in_the_same_way()
    {
        ReleasedMeasures before = Strength(Force.Quarter, specials: 3).Release("WF-20");
        // A new figure about other people is no reason to change the secondary suppressions.
        ReleasedMeasures after = Strength(Force.Quarter, specials: 3).Release(Force.Quarter, new History(before.Ledger), "WF-20", "WF-18b");
        Assert.Equal(before.Rows.Select(r => r.Symbol), after.Rows.Where(r => r.MeasureId == "WF-20").Select(r => r.Symbol));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void A_count_that_was_small_a_quarter_ago_is_shown_when_it_is_well_above_the_threshold(int specials, bool masked)
    {
        ReleasedMeasures before = Strength(Before, specials: 3).Release(Before, History.None, "WF-20");
        ReleasedMeasures now = Strength(Force.Quarter, specials).Release(Force.Quarter, new History(before.Ledger), "WF-20");
        Assert.Equal(masked, now.Masked("WF-20", "worker_type").Contains("Special"));
    }

    [Fact]
    public void A_count_that_earlier_releases_reveal_is_named_without_its_value_and_masked_and_the_rest_goes_on()
    {
        // The quarter's total was published with all groups but one, so that group follows by subtraction.
        ReleasedMeasures before = Strength(Force.Quarter, specials: 3).Release("WF-20");
        LedgerEntry[] revealing = [.. before.Ledger.Select(e => e with { IsHidden = e.IsHidden && e.Persons == 3 })];

        ReleasedMeasures after = Strength(Force.Quarter, specials: 3).Release(Force.Quarter, new History(revealing), "WF-20");

        Assert.Empty(after.Withheld);
        Assert.Equal(["Special"], after.Masked("WF-20", "worker_type"));
        DisclosedCell cell = Assert.Single(after.AlreadyPublic);
        Assert.Contains("worker_type=SPECIAL", cell.Key, StringComparison.Ordinal);
        Assert.Equal(after.AlreadyPublic, after.Evidence.AlreadyPublic);
        Assert.DoesNotContain(cell.By.Append(cell.Key), k => k.Contains("1243", StringComparison.Ordinal) || k.Contains("900", StringComparison.Ordinal));
    }

    [Fact]
    public void A_change_on_a_level_that_was_masked_a_year_before_is_masked()
    {
        Quarter year = Force.Quarter.AddQuarters(-4);
        const string black = "worker_type=OFFICER leaver=false ethnicity=B1 sex=M", white = "worker_type=OFFICER leaver=false ethnicity=W1 sex=M";
        Force force = new Force("workforce").Add(2, black, year).Add(200, white, year).Add(40, black).Add(200, white);
        ReleasedMeasures before = force.Release(year, History.None, "WF-01");
        Assert.Empty(before.Shown("WF-01", "all"));

        ReleasedMeasures after = force.Release(Force.Quarter, new History(before.Ledger), "WF-01");

        Assert.Equal(["All"], after.Shown("WF-01", "all"));
        Assert.True(after.IsMasked("WF-01", Statistic.Change, "all", "All"));
    }

    [Fact]
    public void Few_people_whom_an_earlier_release_has_shown_are_masked_from_now_on_and_no_feed_is_withheld_for_it()
    {
        Force Officers(int white) => new Force("workforce").Add(4, "worker_type=OFFICER leaver=false ethnicity=B1")
            .Add(white, "worker_type=OFFICER leaver=false ethnicity=W1");
        ReleasedMeasures first = Officers(101).Release("WF-01");
        Assert.Equal(["All"], first.Shown("WF-01", "all"));

        ReleasedMeasures after = Officers(95).Release(Force.Quarter, new History(first.Ledger), "WF-01", "WF-20");

        Assert.Equal(["All"], after.Masked("WF-01", "all"));
        Assert.Equal(["All"], after.Shown("WF-20", "all"));
        Assert.DoesNotContain("workforce", after.Withheld);
    }

    [Fact]
    public void A_change_on_a_share_that_was_masked_a_year_before_is_masked_though_its_base_was_shown()
    {
        // It is sensitive that 2 of 200 are disabled, but not how many declared it: WF-07c publishes that number.
        Quarter year = Force.Quarter.AddQuarters(-4);
        const string officer = "worker_type=OFFICER leaver=false";
        Force force = new Force("workforce").Add(2, $"{officer} disability=Y", year).Add(198, $"{officer} disability=N", year).Add(100, officer, year)
            .Add(90, $"{officer} disability=Y").Add(120, $"{officer} disability=N").Add(90, officer);
        ReleasedMeasures before = force.Release(year, History.None, "WF-05", "WF-07c");
        Assert.Equal(["All"], before.Masked("WF-05", "all"));
        Assert.Equal(["All"], before.Shown("WF-07c", "all"));

        ReleasedMeasures after = force.Release(Force.Quarter, new History(before.Ledger), "WF-05");

        Assert.Equal(["All"], after.Shown("WF-05", "all"));
        Assert.True(after.IsMasked("WF-05", Statistic.Change, "all", "All"));
    }

    [Fact]
    public void A_wave_that_is_published_again_keeps_its_pattern()
    {
        var force = new Force("staff-survey");
        foreach ((string sex, int number) in new[] { ("F", 50), ("M", 55), ("X", 8) })
            force.Add(number - number / 3, $"sex={sex} s01=1 s02=1").Add(number / 3, $"sex={sex} s01=4 s02=4");
        ReleasedMeasures first = force.Release("SS-01");
        Assert.NotEmpty(first.Masked("SS-01", "sex"));
        ReleasedMeasures again = force.Release(Force.Quarter.AddQuarters(1), new History(first.Ledger), "SS-01", "SS-02");
        Assert.Equal(first.Masked("SS-01", "sex"), again.Masked("SS-01", "sex"));
    }

    [Fact]
    public void A_quarter_that_is_published_after_its_year_keeps_its_small_count_masked()
    {
        // The year's 74 was published before its quarters, so the last of the four quarters would follow by subtraction.
        var force = new Force("pas");
        foreach ((int back, int persons) in new[] { (0, 20), (1, 25), (2, 7), (3, 22) })
            force.Add(persons / 2, "sexual_orientation=GAY q60=1 weight=1.1", Force.Quarter.AddQuarters(-back))
                .Add(persons - persons / 2, "sexual_orientation=GAY q60=4 weight=0.9", Force.Quarter.AddQuarters(-back))
                .Add(200, "sexual_orientation=HET q60=1 weight=1.1", Force.Quarter.AddQuarters(-back))
                .Add(200, "sexual_orientation=HET q60=4 weight=0.9", Force.Quarter.AddQuarters(-back));
        List<LedgerEntry> past = [.. force.Release("PAS-01").Ledger];
        var masked = new List<bool>();
        foreach (int back in new[] { 3, 2, 1 })
        {
            ReleasedMeasures released = force.Release(Force.Quarter.AddQuarters(-back), new History(past), "PAS-01");
            past.AddRange(released.Ledger);
            masked.Add(released.Masked("PAS-01", "sexual_orientation", MeasureWindow.Quarter).Contains("LGB+"));
        }
        Assert.Equal([false, true, true], masked);
    }

    private static Force Strength(Quarter quarter, int specials)
    {
        var force = new Force("workforce");
        foreach ((string type, int number) in new[] { ("OFFICER", 900), ("STAFF", 300), ("PCSO", 40), ("SPECIAL", specials) })
            force.Add(number, $"worker_type={type} leaver=false ethnicity=W1 sex=M", quarter);
        return force;
    }
}
