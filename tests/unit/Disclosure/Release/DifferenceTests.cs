using IncDiv.Disclosure.Release;

namespace IncDiv.Disclosure.Tests.Release;

/// <summary>Who is left when published counts are subtracted from each other, and who did not state something (disclosure.md S3e).</summary>
public sealed class DifferenceTests
{
    [Theory]
    [InlineData(false, false, 3, false)]
    [InlineData(true, false, 3, true)]
    [InlineData(true, true, 3, false)]
    [InlineData(true, true, 30, true)]
    public void Whether_not_stated_counts_may_follow_by_subtraction_is_said_by_the_policy(bool areShown, bool isStrict, int notStated, bool areReleased)
    {
        var force = new Force("workforce");
        foreach ((string rank, string ethnicity, int number) in new[]
        {
            ("Constable", "B1", 250), ("Constable", "W1", 650), ("Constable", "NS", 100),
            ("Sergeant", "B1", 50), ("Sergeant", "W1", 150), ("Sergeant", "NS", notStated),
        })
            force.Add(number, $"worker_type=OFFICER leaver=false rank={rank} ethnicity={ethnicity} sex=M");
        DisclosurePolicy policy = ContractSet.Embedded.Policy;
        policy = policy with { NotStatedShown = areShown, SmallNumerators = policy.SmallNumerators with { IsEverybody = isStrict } };
        ReleasedMeasures released = force.Release(policy, "WF-07", "WF-09");
        Assert.Equal(areReleased, released.Shown("WF-07", "rank").Contains("Sergeant") && released.Shown("WF-09", "rank").Contains("Sergeant"));
    }

    [Fact]
    public void Staff_without_a_rank_are_not_people_who_did_not_state_one()
    {
        // Three of 57 have a special category. That all of them have no rank says nothing about what they stated.
        Force force = new Force("workforce");
        foreach ((string band, string ethnicity, int number) in new[] { ("D", "B1", 3), ("D", "W1", 54), ("E", "B1", 90), ("E", "W1", 210) })
            force.Add(number, $"worker_type=STAFF leaver=false band={band} ethnicity={ethnicity} sex=M");
        Assert.Contains("Band D", force.Release("WF-09").Masked("WF-09", "rank"));
    }

    [Fact]
    public void One_who_did_not_state_a_sex_costs_no_headline_and_their_disability_stays_secret()
    {
        const string officer = "worker_type=OFFICER leaver=false ethnicity=W1";
        Force force = new Force("workforce").Add(1, $"{officer} sex=PNS disability=N");
        foreach ((string sex, string disability, int number) in new[]
        {
            ("F", "Y", 40), ("F", "N", 160), ("F", "PNS", 60), ("M", "Y", 50), ("M", "N", 250), ("M", "PNS", 90),
        })
            force.Add(number, $"{officer} sex={sex} disability={disability}");
        ReleasedMeasures released = force.Release("WF-05", "WF-07b", "WF-07c", "WF-20");
        Assert.All(new[] { "WF-05", "WF-07b", "WF-07c", "WF-20" }, m => Assert.Equal(["All"], released.Shown(m, "all")));
        Assert.Contains("White", released.Shown("WF-07b", "ethnicity_broad"));
        Assert.NotEmpty(released.Masked("WF-05", "sex"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("bcu=WA")]
    [InlineData("borough=E09000009 bcu=AS")]
    public void A_small_borough_does_not_follow_from_its_unit_and_the_others_though_units_are_a_column_of_their_own(string odd)
    {
        // Somebody without a borough, or with a wrong one, breaks no hierarchy.
        var force = new Force("victim-satisfaction");
        if (odd.Length > 0)
            force.Add(1, $"{odd} overall=1");
        foreach ((string borough, string unit, int number) in new[]
        {
            ("E09000009", "WA", 60), ("E09000017", "WA", 7), ("E09000018", "WA", 60), ("E09000022", "AS", 40), ("E09000028", "AS", 40),
        })
            for (int answer = 1; answer <= 7; answer += 6)
                force.Add(answer == 1 ? number - number / 3 : number / 3, $"borough={borough} bcu={unit} overall={answer}");
        ReleasedMeasures released = force.Release("VSS-01");
        Assert.Contains("Hillingdon", released.Masked("VSS-01", "borough", MeasureWindow.Quarter));
        IEnumerable<string> others = released.Shown("VSS-01", "borough", MeasureWindow.Quarter).Concat(released.Shown("VSS-01", "bcu", MeasureWindow.Quarter));
        Assert.False(new[] { "Ealing", "Hounslow", "WA" }.All(others.Contains));
    }

    [Fact]
    public void One_special_of_a_rank_does_not_follow_from_who_stated_an_ethnicity_and_from_the_officers_among_them()
    {
        Force force = new Force("workforce").Add(1, "worker_type=SPECIAL leaver=false rank=Inspector ethnicity=W1 sex=M")
            .Add(40, "worker_type=SPECIAL leaver=false rank=Sergeant ethnicity=W1 sex=M");
        foreach (string rank in new[] { "Sergeant", "Inspector" })
            force.Add(20, $"worker_type=OFFICER leaver=false rank={rank} ethnicity=B1 sex=M")
                .Add(61, $"worker_type=OFFICER leaver=false rank={rank} ethnicity=W1 sex=M").Add(10, $"worker_type=OFFICER leaver=false rank={rank} sex=M");
        ReleasedMeasures released = force.Release("WF-01", "WF-07");
        Assert.False(released.Shown("WF-01", "rank").Contains("Inspector") && released.Shown("WF-07", "rank").Contains("Inspector"));
    }
}
