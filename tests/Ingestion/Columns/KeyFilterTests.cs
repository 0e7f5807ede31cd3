using IncDiv.Ingestion.Columns;

namespace IncDiv.Ingestion.Tests.Columns;

public sealed class KeyFilterTests
{
    [Fact]
    public void A_key_that_came_before_is_never_missed()
    {
        var filter = new KeyFilter();
        ulong[] hashes = [.. Enumerable.Range(0, 200_000).Select(Hash)];
        foreach (ulong hash in hashes)
            filter.Add(hash);

        Assert.All(hashes, h => Assert.True(filter.Add(h)));
    }

    [Fact]
    public void Of_ten_million_different_keys_few_are_taken_for_known()
    {
        var filter = new KeyFilter();

        Assert.InRange(Enumerable.Range(0, 10_000_000).Count(i => filter.Add(Hash(i))), 1, 40_000);
    }

    private static ulong Hash(int i) => KeyHash.Of(BitConverter.GetBytes(i));
}
