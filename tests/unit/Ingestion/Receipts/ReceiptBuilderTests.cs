using IncDiv.Ingestion.Receipts;

namespace IncDiv.Ingestion.Tests.Receipts;

public sealed class ReceiptBuilderTests
{
    private static readonly DateTimeOffset Received = new(2017, 4, 3, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_receipt_of_an_accepted_drop_says_what_was_accepted_and_what_to_do_about_the_rest()
    {
        Receipt receipt = await ReceiptOf(new SampleDrop("workforce").Rows(30).Row(("fte", "2")));

        Assert.Equal(DropOutcome.Accepted, receipt.Outcome);
        Assert.Equal("Workforce: 30 of 31 rows were accepted for 2016-17-Q4 and 1 rejected.", receipt.Summary);
        Assert.Contains("drop the whole file again; it replaces this one", receipt.NextStep, StringComparison.Ordinal);
        Assert.Equal([new QuarterRows("2016-17-Q4", 30)], receipt.Quarters);
        Assert.Equal([new IssueCount("R203", 1)], receipt.Counts);
    }

    [Fact]
    public async Task A_quarantined_drop_names_the_reason_and_its_remedy()
    {
        Receipt receipt = await ReceiptOf(new SampleDrop("pas").Without("q60").Rows(3));

        Assert.Equal(DropOutcome.Quarantined, receipt.Outcome);
        Assert.Equal("Public Attitude Survey: the drop was quarantined (E103); none of its rows were read and none of it is used.", receipt.Summary);
        Assert.Contains("Add it to the extract", receipt.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Examples_have_some_of_each_kind()
    {
        SampleDrop sample = new SampleDrop("pas").With("extra").Rows(10);
        for (int i = 0; i < 40; i++)
            sample.Line("short");

        Receipt receipt = await ReceiptOf(sample);

        Assert.Equal("E109", receipt.Examples[0].Code);
        Assert.Equal(20, receipt.Examples.Count(i => i.Code == "R207"));
        Assert.Equal("W101", receipt.Examples[^1].Code);
        Assert.Equal(40, receipt.Counts.Single(c => c.Code == "R207").Count);
    }

    [Fact]
    public void A_duplicate_names_the_earlier_drop()
    {
        Receipt receipt = Builder(new SampleDrop("pas")).ForDuplicate("00112233aabbccdd");

        Assert.Equal((DropOutcome.Duplicate, "00112233aabbccdd"), (receipt.Outcome, receipt.DuplicateOf));
        Assert.Contains("00112233aabbccdd", receipt.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_system_failure_requires_nothing_from_the_source_team()
    {
        Receipt receipt = Builder(new SampleDrop("pas")).ForFailure();

        Assert.Equal((DropOutcome.Failed, 0L), (receipt.Outcome, receipt.RowsRead));
        Assert.StartsWith("Do not drop the file again.", receipt.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drop_for_no_feed_has_a_receipt_too()
    {
        Receipt receipt = new ReceiptBuilder(null, "00112233aabbccdd", "pass/a.csv", 3, Received).ForReading(DropReading.UnknownFeed(["pas"]));

        Assert.Equal("Unknown feed: the drop was quarantined (E110); none of its rows were read and none of it is used.", receipt.Summary);
        Assert.Equal("The folder is not the name of a feed. Put the file into one of these folders: pas.", receipt.NextStep);
    }

    [Fact]
    public async Task The_JSON_form_is_camel_case_deterministic_and_reads_back()
    {
        Receipt receipt = await ReceiptOf(new SampleDrop("pas").Rows(30).Row(("q60", "9")));

        string json = Encoding.UTF8.GetString(ReceiptJson.Write(receipt));

        Assert.Contains("\"outcome\": \"accepted\"", json, StringComparison.Ordinal);
        Assert.Contains("\"rowsRejected\": 1,", json, StringComparison.Ordinal);
        Assert.Contains("has the value '9'", json, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', json);
        Assert.Equal(json, Encoding.UTF8.GetString(ReceiptJson.Write(ReceiptJson.Read(Encoding.UTF8.GetBytes(json)))));
    }

    private static async Task<Receipt> ReceiptOf(SampleDrop sample) => Builder(sample).ForReading((await ReadDrop.Of(sample)).Reading);

    private static ReceiptBuilder Builder(SampleDrop sample) =>
        new(sample.Feed, DropId.Compute(sample.ToBytes()), $"{sample.Feed.Name}/drop.csv", sample.ToBytes().Length, Received);
}
