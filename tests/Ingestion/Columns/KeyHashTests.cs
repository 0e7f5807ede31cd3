using System.Text;
using IncDiv.Ingestion.Columns;

namespace IncDiv.Ingestion.Tests.Columns;

public sealed class KeyHashTests
{
    [Theory]
    [InlineData("{0:D6}")]
    [InlineData("RESPONDENT-{0:D12}-2017")]
    public void Keys_that_are_alike_have_hashes_of_their_own(string format) =>
        Assert.Equal(50_000, Enumerable.Range(0, 50_000).Select(i => KeyHash.Of(Encoding.UTF8.GetBytes(string.Format(null, format, i)))).Distinct().Count());

    [Fact]
    public void A_key_is_not_the_same_with_a_zero_byte_more() =>
        Assert.NotEqual(KeyHash.Of("12345678"u8), KeyHash.Of("12345678\0"u8));
}
