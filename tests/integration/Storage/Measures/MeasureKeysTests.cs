namespace IncDiv.Storage.Tests.Measures;

public sealed class MeasureKeysTests
{
    [Fact]
    public void A_key_names_measure_statistic_breakdown_group_and_comparator() =>
        Assert.Equal(["PAS-01|gap|ethnicity|Black|White"], MeasureKeys.Create([MeasureRows.Row(group: "Black") with { Statistic = "gap", Comparator = "White" }]));

    [Fact]
    public void The_longer_window_has_the_plain_key_and_the_quarter_its_own() =>
        Assert.Equal(
            ["PAS-01|level|all|All||quarter", "PAS-01|level|all|All|"],
            MeasureKeys.Create([MeasureRows.Row(window: "quarter"), MeasureRows.Row(window: "rolling-4q")]));

    [Fact]
    public void Characters_that_a_key_may_not_hold_are_escaped() =>
        Assert.Equal(["PAS-01|level|ethnicity|Roads ~2F Transport ~7C ~23~3F|"], MeasureKeys.Create([MeasureRows.Row(group: "Roads / Transport | #?")]));
}
