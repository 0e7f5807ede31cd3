using IncDiv.Samples.Drawing;
using IncDiv.Samples.Quotas;

namespace IncDiv.Samples.Tests.Quotas;

public sealed class QuotaTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.999999999)]
    [InlineData(double.NaN)]
    public void Each_outcome_occurs_as_often_as_its_count_whatever_the_draws(double unit)
    {
        var random = new SampleRandom(1, 1);
        var quota = new Quota([3, 0, 5, 2]);
        var drawn = Enumerable.Range(0, 10).CountBy(_ => quota.Draw(double.IsNaN(unit) ? random.NextUnit() : unit)).OrderBy(p => p.Key);
        Assert.Equal([new(0, 3), new(2, 5), new(3, 2)], drawn);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(0)]
    public void Shares_are_apportioned_to_the_last_whole(int total)
    {
        int[] counts = Apportionment.LargestRemainder([0.5, 0.3, 0.2], total);
        Assert.Equal(total, counts.Sum());
        Assert.All(counts.Zip([0.5, 0.3, 0.2]), p => Assert.InRange(p.First - p.Second * total, -0.999, 0.999));
    }
}
