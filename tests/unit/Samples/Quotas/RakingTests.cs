using IncDiv.Samples.Quotas;

namespace IncDiv.Samples.Tests.Quotas;

public sealed class RakingTests
{
    [Fact]
    public void Several_margins_that_overlap_hold_at_once_to_the_row()
    {
        int[] rows = [120, 480, 60, 340];
        int[] favourable = Raking.Fit(rows, [0, 0, 0, 0], [new(0.6, [0, 1, 2, 3]), new(0.75, [0, 2]), new(0.5, [2, 3])]);
        Assert.Equal(600, favourable.Sum());
        Assert.Equal(135, favourable[0] + favourable[2]);
        Assert.Equal(200, favourable[2] + favourable[3]);
        Assert.All(favourable.Zip(rows), p => Assert.InRange(p.First, 0, p.Second));
    }

    [Fact]
    public void Without_published_figures_the_starting_pattern_stays()
    {
        int[] favourable = Raking.Fit([1000, 1000], [Math.Log(3), -Math.Log(3)], [new(0.5, [0, 1])]);
        Assert.Equal([750, 250], favourable);
    }

    [Fact]
    public void Margins_that_cannot_hold_are_met_as_nearly_as_rows_allow()
    {
        int[] favourable = Raking.Fit([1, 1], [0, 0], [new(0.9, [0, 1]), new(0.2, [0])]);
        Assert.Equal([0, 1], favourable);
    }

    [Fact]
    public void Cells_without_rows_get_nothing() =>
        Assert.Equal([0, 5], Raking.Fit([0, 10], [0, 0], [new(0.5, [0, 1]), new(0.9, [0])]));
}
