using IncDiv.Ingestion.Columns;

namespace IncDiv.Ingestion.Tests;

public sealed class CanonicalIdTests
{
    [Theory]
    [InlineData(" ab12 ", "AB12")]
    [InlineData("\uFEFFab12\u200B", "AB12")]
    [InlineData("\u00A0ab12\u00A0\r", "AB12")]
    [InlineData("école", "ÉCOLE")]
    [InlineData("1-23", "1-23")]
    [InlineData("\t", "")]
    public void An_identifier_is_the_same_whether_a_drop_or_an_operator_writes_it(string written, string canonical)
    {
        Assert.Equal(canonical, Encoding.UTF8.GetString(CanonicalId.Derive(written)));

        var parser = new KeyParser(ContractSet.Embedded.Feeds.Find("pas")!.Key);
        parser.Read(Encoding.UTF8.GetBytes(written));
        Assert.Equal(canonical, Encoding.UTF8.GetString(parser.Key));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("unknown", true)]
    [InlineData("0000000", true)]
    [InlineData("n/a", true)]
    [InlineData("0000001", false)]
    public void A_placeholder_is_not_an_identifier(string written, bool isStandIn) =>
        Assert.Equal(isStandIn, CanonicalId.IsPlaceholder(CanonicalId.Derive(written)));
}
