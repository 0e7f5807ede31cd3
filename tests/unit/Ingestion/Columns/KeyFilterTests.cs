using System.IO.Hashing;
using IncDiv.Ingestion.Rows;

namespace IncDiv.Ingestion.Tests.Columns;

public sealed class KeyFilterTests
{
    private const long RowBytes = 141;

    [Fact]
    public void A_repeated_key_is_never_missed()
    {
        var filter = new KeyFilter(RowBytes * 200_000);
        ulong[] hashes = [.. Enumerable.Range(0, 200_000).Select(Hash)];
        foreach (ulong hash in hashes)
            filter.Add(hash);

        Assert.All(hashes, h => Assert.True(filter.Add(h)));
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(10_000_000)]
    public void Few_new_keys_are_taken_for_repeated_ones(int count)
    {
        var filter = new KeyFilter(RowBytes * count);

        Assert.InRange(Enumerable.Range(0, count).Count(i => filter.Add(Hash(i))) / (double)count, 0, 0.004);
    }

    private static ulong Hash(int i) => XxHash3.HashToUInt64(BitConverter.GetBytes(i));
}
