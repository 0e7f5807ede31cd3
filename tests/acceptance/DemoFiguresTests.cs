namespace IncDiv.Acceptance.Tests;

/// <summary>The figures that the strategy publishes (measures.md, "Baselines") are reproduced by the whole pipeline, read by DuckDB.</summary>
[Collection(DemoTests.Name)]
public sealed class DemoFiguresTests(DemoFixture demo) : IAsyncLifetime
{
    private MeasuresTable _measures = null!;

    public async Task InitializeAsync() => _measures = await MeasuresTable.ReadAsync(demo.Measures(4));

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("WF-01", "snapshot", 13.3, 0.05)]
    [InlineData("WF-02", "snapshot", 25.0, 0.05)]
    [InlineData("WF-03", "snapshot", 26.1, 0.05)]
    [InlineData("WF-04", "snapshot", 55.9, 0.05)]
    [InlineData("SS-01", "wave", 53, 0.5)]
    [InlineData("SS-02", "wave", 62, 0.5)]
    [InlineData("SS-03", "wave", 60, 0.5)]
    [InlineData("SS-04", "wave", 25, 0.5)]
    [InlineData("PAS-01", "rolling-4q", 72, 0.5)]
    [InlineData("PAS-01", "quarter", 72, 0.5)]
    [InlineData("VSS-01", "rolling-4q", 79, 0.5)]
    [InlineData("VSS-01", "quarter", 79, 0.5)]
    [InlineData("VSS-06", "rolling-4q", 71.7, 0.05)]
    public void The_level_for_all_is_the_strategys(string id, string window, double published, double rounding) =>
        Assert.Equal(published, _measures.Level(id, "all", "All", window).Value!.Value, rounding);

    // Fairness, differences, proud, belonging, dealt with: by disability, age and length of service.
    [Theory]
    [InlineData("SS-01", "disability", "Disabled", 41)]
    [InlineData("SS-01", "disability", "Not disabled", 57)]
    [InlineData("SS-02", "disability", "Disabled", 49)]
    [InlineData("SS-02", "disability", "Not disabled", 66)]
    [InlineData("SS-03", "disability", "Disabled", 53)]
    [InlineData("SS-03", "age", "20-24", 84)]
    [InlineData("SS-03", "age", "40-44", 55)]
    [InlineData("SS-05", "age", "20-24", 64)]
    [InlineData("SS-05", "age", "40-44", 39)]
    [InlineData("SS-02", "age", "20-24", 77)]
    [InlineData("SS-02", "age", "40-44", 59)]
    [InlineData("SS-01", "age", "20-24", 67)]
    [InlineData("SS-01", "age", "40-44", 50)]
    [InlineData("SS-03", "length_of_service", "6-12m", 93)]
    [InlineData("SS-03", "length_of_service", "10-15y", 54)]
    [InlineData("SS-01", "length_of_service", "6-12m", 81)]
    [InlineData("SS-01", "length_of_service", "10-15y", 49)]
    [InlineData("SS-05", "length_of_service", "6-12m", 76)]
    [InlineData("SS-05", "length_of_service", "10-15y", 37)]
    [InlineData("SS-06", "length_of_service", "6-12m", 59)]
    [InlineData("SS-06", "length_of_service", "10-15y", 37)]
    public void The_staff_surveys_contrasts_are_the_strategys(string id, string breakdown, string group, double published) =>
        Assert.Equal(published, _measures.Level(id, breakdown, group, "wave").Value!.Value, 0.5);

    [Theory]
    [InlineData("PAS-01", "ethnicity_broad", "BME", "White", "rolling-4q", -8, 0.5)]
    [InlineData("PAS-01", "ethnicity_broad", "BME", "White", "quarter", -8, 0.5)]
    [InlineData("PAS-01", "ethnicity", "Asian", "White", "rolling-4q", -3, 0.5)]
    [InlineData("PAS-01", "ethnicity", "Asian", "White", "quarter", -3, 0.5)]
    [InlineData("VSS-01", "ethnicity_broad", "BME", "White", "rolling-4q", -4.5, 0.05)]
    [InlineData("VSS-01", "ethnicity_broad", "BME", "White", "quarter", -4.5, 0.05)]
    [InlineData("VSS-07", "victim_group", "Hate crime", "Burglary", "rolling-4q", -9.9, 0.05)]
    public void The_gap_is_the_strategys(string id, string breakdown, string group, string comparator, string window, double published, double rounding) =>
        Assert.Equal(published, _measures.Gap(id, breakdown, group, comparator, window).Value!.Value, rounding);

    [Theory]
    [InlineData("Hate crime", 71.7)]
    [InlineData("Burglary", 81.6)]
    public void Satisfaction_of_victims_is_the_strategys(string group, double published) =>
        Assert.Equal(published, _measures.Level("VSS-07", "victim_group", group, "rolling-4q").Value!.Value, 0.15);

    [Fact]
    public void No_survey_figure_rests_on_fewer_than_ten_answers_and_no_workforce_figure_on_fewer_than_five() =>
        Assert.DoesNotContain(_measures.All, r => r.Value.N > 0 && r.Value.N < (r.Key.Id.StartsWith("WF", StringComparison.Ordinal) ? 5 : 10));
}
