using System.Xml;
using System.Xml.Linq;
using IncDiv.Ingestion.Receipts;

namespace IncDiv.Ingestion.Tests.Receipts;

public sealed class ReceiptPageTests
{
    [Theory]
    [InlineData("accepted", "✓Accepted")]
    [InlineData("warned", "!Accepted, with rejected rows")]
    [InlineData("quarantined", "✕Quarantined: nothing of it is used")]
    [InlineData("duplicate", "=Duplicate: nothing was changed")]
    [InlineData("failed", "…Waiting: the pipeline failed")]
    [InlineData("superseded", "↻Superseded: a newer drop is used")]
    [InlineData("unknown-feed", "✕Quarantined: nothing of it is used")]
    public async Task The_outcome_is_a_word_with_a_sign_and_one_sentence(string kind, string heading)
    {
        Receipt receipt = (await SampleReceipts.OfEveryKind())[kind];

        XElement page = Parse(ReceiptPage.Render(receipt));

        Assert.Equal(heading, Assert.Single(page.Descendants("h1")).Value);
        Assert.Contains(receipt.Summary, page.Element("body")!.Element("header")!.Value, StringComparison.Ordinal);
        Assert.Equal(receipt.NextStep, page.Descendants("div").Single(d => (string?)d.Attribute("class") == "notice").Value.Trim());
    }

    [Fact]
    public async Task Everything_of_the_JSON_is_on_the_page()
    {
        foreach (Receipt receipt in (await SampleReceipts.OfEveryKind()).Values)
        {
            string text = Parse(ReceiptPage.Render(receipt)).Element("body")!.Value;

            Assert.Contains(receipt.DropId, text, StringComparison.Ordinal);
            Assert.Contains(receipt.File, text, StringComparison.Ordinal);
            Assert.Contains(
                $"{receipt.RowsRead:N0} rows read = {receipt.RowsAccepted:N0} accepted + {receipt.RowsRejected:N0} rejected", text, StringComparison.Ordinal);
            Assert.All(receipt.Quarters, q => Assert.Contains(q.Quarter, text, StringComparison.Ordinal));
            Assert.All(receipt.Counts, c => Assert.Contains(c.Meaning, text, StringComparison.Ordinal));
            Assert.All(receipt.Examples, i => Assert.Contains(i.Message, text, StringComparison.Ordinal));
            Assert.All(receipt.DroppedAsPersonal, c => Assert.Contains(c, text, StringComparison.Ordinal));
            Assert.All(receipt.Comparison?.Lines ?? [], l => Assert.Contains(l.Fact, text, StringComparison.Ordinal));
            if (receipt.DuplicateOf is { } earlier)
                Assert.Contains(earlier, text, StringComparison.Ordinal);
            if (receipt.ContractVersion > 0)
                Assert.Contains($"{receipt.Feed}, version {receipt.ContractVersion}", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_change_that_went_too_far_is_marked_with_its_code_and_counted()
    {
        Receipt receipt = (await SampleReceipts.OfEveryKind())["warned"];

        XElement table = Parse(ReceiptPage.Render(receipt)).Descendants("table").Single(t => t.Element("caption")!.Value == "Changes");

        Assert.Equal(
            "−40.5 points !W104",
            table.Descendants("tr").Single(r => r.Elements().First().Value == "ethnicity stated").Elements().Last().Value.Trim());
        Assert.Equal("no change", table.Descendants("tr").Single(r => r.Elements().First().Value == "sex stated").Elements().Last().Value);
        Assert.Equal(["R203", "W101", "W102", "W104", "W105"], receipt.Counts.Select(c => c.Code));
        Assert.Contains("Check what changed since the last drop (W104, W105)", receipt.NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("a'b&amp;c\u0000\u0007\u202Ed\uD800")]
    [InlineData("]]><!--</style>")]
    public void Nothing_from_a_drop_becomes_markup(string hostile)
    {
        Receipt receipt = new(
            hostile, hostile, hostile, DropOutcome.Accepted, hostile, hostile, 1, 1, 2, 1, 1, [new(hostile, 1)],
            [new("R203", 1)], [new("R203", 2, hostile, hostile)], [hostile], hostile, default)
        {
            Comparison = new LastDropComparison(hostile, [new ComparisonLine(hostile, hostile, hostile, hostile, hostile)]),
        };

        XElement page = Parse(ReceiptPage.Render(receipt));

        Assert.Empty(page.Descendants("script").Concat(page.Descendants("img")));
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.Single(page.Descendants("style"));
    }

    [Fact]
    public async Task It_is_self_contained_and_has_a_language_a_title_ordered_headings_and_scoped_headers()
    {
        foreach (Receipt receipt in (await SampleReceipts.OfEveryKind()).Values)
        {
            XElement page = Parse(ReceiptPage.Render(receipt));

            Assert.Equal("en-GB", (string?)page.Attribute("lang"));
            Assert.NotEmpty(page.Descendants("title").Single().Value);
            Assert.StartsWith(
                "default-src 'none'",
                (string?)page.Descendants("meta").Single(m => m.Attribute("http-equiv") is not null).Attribute("content"),
                StringComparison.Ordinal);
            Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName is "src" or "href" && !a.Value.StartsWith('#'));
            Assert.Empty(page.Descendants("script").Concat(page.Descendants("link")).Concat(page.Descendants("form")));
            Assert.All(page.Descendants("table").Descendants("th"), th => Assert.NotNull(th.Attribute("scope")));
            Assert.All(page.Descendants("table"), t => Assert.NotEmpty(t.Element("caption")!.Value));
            string[] ids = [.. page.Descendants().Attributes("id").Select(a => a.Value)];
            Assert.Equal(ids.Distinct(), ids);
            Assert.All(page.Descendants().Attributes("aria-labelledby"), a => Assert.Contains(a.Value, ids));
        }
    }

    [Fact]
    public async Task The_same_receipt_gives_the_same_bytes()
    {
        Receipt receipt = (await SampleReceipts.OfEveryKind())["warned"];

        Assert.Equal(ReceiptPage.Render(receipt), ReceiptPage.Render(ReceiptJson.Read(ReceiptJson.Write(receipt))));
    }

    private static XElement Parse(byte[] page)
    {
        string text = Encoding.UTF8.GetString(page);
        Assert.StartsWith("<!DOCTYPE html>\n", text, StringComparison.Ordinal);
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }
}
