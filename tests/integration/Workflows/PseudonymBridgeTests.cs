namespace IncDiv.Workflows.Tests;

public sealed class PseudonymBridgeTests
{
    [Fact]
    public void A_person_is_the_same_over_several_bridges_in_whatever_order_they_are_read()
    {
        (UInt128, UInt128)[] bridges = [(1, 2), (2, 3), (3, 4)];
        foreach (int[] order in new int[][] { [0, 1, 2], [2, 1, 0], [1, 0, 2], [0, 2, 1] })
        {
            var bridge = new PseudonymBridge();
            foreach (int next in order)
                bridge.Join(bridges[next].Item1, bridges[next].Item2);
            Assert.Single(new UInt128[] { 1, 2, 3, 4 }.Select(bridge.PersonOf).Distinct());
            Assert.Equal<UInt128>(9, bridge.PersonOf(9));
        }
    }

    [Fact]
    public void A_key_that_is_used_again_causes_no_cycle()
    {
        var bridge = new PseudonymBridge();
        bridge.Join(1, 2);
        bridge.Join(2, 1);
        Assert.Equal(bridge.PersonOf(1), bridge.PersonOf(2));
    }
}
