using IncDiv.Samples.Drawing;

namespace IncDiv.Samples.Tests.Drawing;

public sealed class CarryTests
{
    [Theory]
    [InlineData(0.72)]
    [InlineData(0.5)]
    [InlineData(0.03)]
    [InlineData(1)]
    public void The_weighted_share_is_never_off_by_more_than_one_large_weight(double share)
    {
        var random = new SampleRandom(2, 3);
        double owed = 0;
        double drawn = 0;
        double all = 0;
        for (int i = 0; i < 10_000; i++)
        {
            double weight = 0.2 + 2 * random.NextUnit();
            all += weight;
            if (Carry.Draw(ref owed, share, 0.1 * (random.NextUnit() - 0.5), weight, random.NextUnit()))
                drawn += weight;
            Assert.InRange(drawn - share * all, -2.2, 2.2);
        }
    }

    [Fact]
    public void Several_outcomes_keep_their_weighted_shares()
    {
        double[] shares = [0.55, 0.3, 0.1, 0.05];
        var random = new SampleRandom(4, 5);
        var carry = new Carry(shares.Length);
        double[] drawn = new double[shares.Length];
        double all = 0;
        for (int i = 0; i < 10_000; i++)
        {
            double weight = 0.2 + 2 * random.NextUnit();
            all += weight;
            drawn[carry.Draw(shares, weight, random.NextUnit())] += weight;
        }
        Assert.All(drawn.Zip(shares), p => Assert.InRange(p.First - p.Second * all, -4, 4));
    }

    [Fact]
    public void A_nudge_shifts_the_chosen_rows_and_keeps_the_share()
    {
        var random = new SampleRandom(6, 7);
        double owed = 0;
        int[] drawn = new int[2];
        for (int i = 0; i < 200_000; i++)
        {
            int kind = random.Below(2);
            if (Carry.Draw(ref owed, 0.6, kind == 0 ? 0.05 : -0.05, 1, random.NextUnit()))
                drawn[kind]++;
        }
        Assert.InRange(drawn.Sum(), 119_998, 120_002);
        Assert.InRange((drawn[0] - drawn[1]) / 100_000.0, 0.05, 0.15);
    }
}
