using System.Text;
using IncDiv.Ingestion.Columns;

namespace IncDiv.Ingestion.Tests.Columns;

public sealed class KeySetTests
{
    [Theory]
    [InlineData("{0:D6}")]
    [InlineData("RESPONDENT-{0:D12}-2017")]
    public void A_key_is_new_once(string format)
    {
        var keys = new KeySet();
        byte[][] texts = [.. Enumerable.Range(0, 50_000).Select(i => Encoding.UTF8.GetBytes(string.Format(null, format, i)))];

        Assert.All(texts, k => Assert.True(keys.Add(KeySet.Hash(k))));
        Assert.All(texts, k => Assert.False(keys.Add(KeySet.Hash(k))));
    }

    [Fact]
    public void Hashes_that_share_their_first_bits_are_kept_apart_all_the_same()
    {
        var keys = new KeySet();
        ulong[] hashes = [.. Enumerable.Range(1, 30_000).Select(i => 0xABCDEF0000000000 + (ulong)i)];

        Assert.All(hashes, h => Assert.True(keys.Add(h)));
        Assert.All(hashes, h => Assert.False(keys.Add(h)));
        Assert.True(keys.Add(1));
    }
}
