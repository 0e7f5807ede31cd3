namespace IncDiv.Storage.Tests.Measures;

public sealed class MeasureKeysTests
{
    private static readonly MeasureKeys Keys = new(ContractSet.Embedded.Measures);

    [Fact]
    public void A_key_names_measure_statistic_breakdown_group_and_comparator() =>
        Assert.Equal(
            ["PAS-01|gap|ethnicity|Black|White"],
            Keys.Create([MeasureRows.Row(group: "Black") with { Statistic = Statistic.Gap, Comparator = "White" }]));

    [Fact]
    public void The_longer_window_has_the_plain_key_and_the_quarter_its_own() =>
        Assert.Equal(
            ["PAS-01|level|all|All||quarter", "PAS-01|level|all|All|"],
            Keys.Create([MeasureRows.Row(window: MeasureWindow.Quarter), MeasureRows.Row(window: MeasureWindow.Rolling)]));

    [Fact]
    public void The_key_of_a_window_does_not_depend_on_the_rows_beside_it() =>
        Assert.Equal(
            ["PAS-01|level|all|All||quarter", "WF-13|level|all|All|", "WF-01|level|all|All|", "SS-01|level|all|All|", "EXT-01|level|all|All|"],
            Keys.Create(
            [
                MeasureRows.Row(window: MeasureWindow.Quarter), MeasureRows.Row("WF-13"), MeasureRows.Row("WF-01", MeasureWindow.Snapshot),
                MeasureRows.Row("SS-01", MeasureWindow.Wave), MeasureRows.Row("EXT-01", MeasureWindow.Quarter),
            ]));

    [Fact]
    public void Characters_that_a_key_may_not_hold_are_escaped() =>
        Assert.Equal(["PAS-01|level|ethnicity|Roads ~2F Transport ~7C ~23~3F|"], Keys.Create([MeasureRows.Row(group: "Roads / Transport | #?")]));
}
