using System.Xml;
using System.Xml.Linq;
using IncDiv.Packs.Home;

namespace IncDiv.Packs.Tests;

public sealed class HomePageTests
{
    private static readonly Quarter Q1 = new(2026, 1), Q2 = new(2026, 2);

    private static readonly XDocument Page = Render(Input());

    [Fact]
    public void Packs_that_are_due_next_are_ordered_by_date_with_their_missing_feeds()
    {
        IReadOnlyList<string[]> due = SamplePack.Table(Page, "due-table");
        string[] board = due.Single(l => l[0] == "Inclusion and diversity performance" && l[1] == "2026-27 Q2");
        Assert.Equal(["30 October 2026", "10", "waiting for feeds", "Victim satisfaction survey"], board[2..]);
        Assert.Contains(due, l => l[0] == "London Race Action Plan performance" && l[1] == "2026-27 Q2" && l[2] == "29 November 2026");
        Assert.DoesNotContain(due, l => l[0] == "London Race Action Plan performance" && l[1] == "2026-27 Q1");
    }

    [Fact]
    public void A_pack_past_its_date_is_overdue()
    {
        string[] audit = SamplePack.Table(Page, "due-table").First(l => l[0].Contains("Audit Panel", StringComparison.Ordinal));
        Assert.Equal(["2026-27 Q1", "14 August 2026", "\u221267", "overdue", "none"], audit[1..]);
    }

    [Fact]
    public void Editions_are_listed_with_their_changes_newest_first()
    {
        IReadOnlyList<string[]> editions = SamplePack.Table(Page, "stride-quarterly-editions");
        Assert.Equal(["2026-27 Q1", "2", "5 August 2026", "14 figures"], editions[0][..4]);
        Assert.Equal("first edition of this pack", editions[1][3]);
        Assert.Contains(Page.Descendants("a").Attributes("href"), a => a.Value == "stride-quarterly/2026-27-Q1/edition-2/index.html");
        Assert.Contains("No edition is published yet.", Page.Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Received_drops_are_listed_by_quarter_and_feed()
    {
        IReadOnlyList<string[]> feeds = SamplePack.Table(Page, "feeds-table");
        Assert.Equal("2026-27 Q2, to 30 September 2026", feeds[0][0]);
        Assert.Equal(["Public Attitude Survey", "in; another drop was refused", "1", "1", "2,004", "6"], feeds[1]);
        Assert.Equal(["Victim satisfaction survey", "nothing yet", "0", "0", "0", "0"], feeds[2]);
    }

    [Fact]
    public void Without_any_drop_there_is_still_a_page() =>
        Assert.NotEmpty(SamplePack.Table(Render(new HomeInput(new DateOnly(2026, 10, 20), ContractSet.Embedded, [], [new HomeQuarter(Q2, [])])), "due-table"));

    [Fact]
    public void The_same_input_gives_the_same_bytes() => Assert.Equal(HomePage.Render(Input()), HomePage.Render(Input()));

    // Written next to the tests, so that it can be opened in a browser.
    [Fact]
    public async Task The_page_is_one_file()
    {
        string folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "home")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "home.html"), HomePage.Render(Input()));
        Assert.DoesNotContain(Page.Descendants(), e => e.Name.LocalName is "script" or "link" or "img");
    }

    internal static HomeInput Input()
    {
        var pas = new FeedFacts("pas", "Public Attitude Survey", 1,
            [new DropFacts("a", DropOutcome.Accepted, 2_010, 2_004, 6, []), new DropFacts("b", DropOutcome.Quarantined, 10, 0, 10, [])]);
        FeedFacts victims = new("victim-satisfaction", "Victim satisfaction survey", 1, []);
        FeedFacts workforce = new("workforce", "Workforce", 1, [new DropFacts("c", DropOutcome.Accepted, 5, 5, 0, [])]);
        FeedFacts victimsIn = victims with { Drops = [new DropFacts("d", DropOutcome.Accepted, 7, 7, 0, [])] };
        return new HomeInput(
            new DateOnly(2026, 10, 20), ContractSet.Embedded,
            [
                new HomeEdition("stride-quarterly", Q1, 1, new DateOnly(2026, 7, 30), "stride-quarterly/2026-27-Q1/edition-1", null),
                new HomeEdition("stride-quarterly", Q1, 2, new DateOnly(2026, 8, 5), "stride-quarterly/2026-27-Q1/edition-2", 14),
            ],
            [new HomeQuarter(Q1, [pas, victimsIn, workforce]), new HomeQuarter(Q2, [pas, victims, workforce])]);
    }

    private static XDocument Render(HomeInput input)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(HomePage.Render(input))), settings);
        return XDocument.Load(reader);
    }
}
