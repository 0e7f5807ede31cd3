using System.Text.RegularExpressions;
using System.Xml.Linq;
using IncDiv.Packs.Document;
using IncDiv.Packs.Manifest;

namespace IncDiv.Packs.Tests;

public sealed partial class PackPageTests
{
    private static readonly XDocument Page = SamplePack.Page(SamplePack.Input());

    [Fact]
    public void The_same_input_gives_the_same_bytes()
    {
        IReadOnlyList<PackFile> first = PackRenderer.Render(SamplePack.Input());
        IReadOnlyList<PackFile> second = PackRenderer.Render(SamplePack.Input());
        Assert.Contains("index.html", first.Select(f => f.Name));
        Assert.Contains("measures.csv", first.Select(f => f.Name));
        Assert.All(first.Zip(second), pair => Assert.True(pair.First.Content.Span.SequenceEqual(pair.Second.Content.Span)));
    }

    [Fact]
    public void Nothing_is_requested_from_outside()
    {
        Assert.DoesNotContain(Page.Descendants(), e => e.Name.LocalName is "link" or "img" or "iframe" or "object" or "form");
        Assert.DoesNotContain(
            Page.Descendants().Attributes(),
            a => a.Name.LocalName is "src" or "action" or "style" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(Page.Descendants().Attributes("href"), a => Assert.StartsWith("#", a.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("url(", Page.Descendants("style").Single().Value, StringComparison.Ordinal);
    }

    // Browsers do not decode entities in these elements, so an encoded character would break the CSS rule or script line that contains it.
    [Theory]
    [InlineData("style")]
    [InlineData("script")]
    public void Style_and_script_hold_nothing_that_is_encoded(string element)
    {
        string html = SamplePack.Html(SamplePack.Input());
        int from = html.IndexOf($"<{element}>", StringComparison.Ordinal), to = html.IndexOf($"</{element}>", StringComparison.Ordinal);
        Assert.InRange(to - from, 100, 20_000);
        Assert.DoesNotContain('&', html[from..to]);
    }

    [Fact]
    public void Only_the_script_of_the_page_may_run()
    {
        string script = Page.Descendants("script").Single().Value;
        string hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        string policy = Page.Descendants("meta").Attributes("content").Select(a => a.Value).Single(v => v.StartsWith("default-src", StringComparison.Ordinal));
        Assert.Contains($"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}';", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_has_language_title_landmarks_and_a_skip_link()
    {
        Assert.Equal("en-GB", (string?)Page.Root!.Attribute("lang"));
        Assert.Equal("Inclusion and diversity performance, 2026-27 Q2, data to 30 September 2026, edition 1", Page.Descendants("title").First().Value);
        XElement body = Page.Root.Element("body")!;
        Assert.Equal("#main", (string?)body.Elements().First().Attribute("href"));
        foreach (string landmark in new[] { "header", "nav", "main", "footer" })
            Assert.Single(body.Descendants(landmark));
    }

    [Fact]
    public void Headings_never_skip_a_level_and_there_is_one_h1()
    {
        int[] levels = [.. Page.Descendants().Where(e => HeadingName().IsMatch(e.Name.LocalName)).Select(e => e.Name.LocalName[1] - '0')];
        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    [Fact]
    public void Ids_are_unique_and_every_reference_finds_its_element()
    {
        string[] ids = [.. Page.Descendants().Attributes("id").Select(a => a.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        IEnumerable<string> references = Page.Descendants().Attributes("href").Select(a => a.Value[1..])
            .Concat(Page.Descendants().Attributes("aria-labelledby").SelectMany(a => a.Value.Split(' ')));
        Assert.All(references, r => Assert.Contains(r, ids));
    }

    [Fact]
    public void Tables_have_a_caption_scoped_headers_full_rows_and_a_region_that_scrolls()
    {
        Assert.All(Page.Descendants("table"), table =>
        {
            Assert.NotEmpty(table.Element("caption")!.Value);
            Assert.All(table.Descendants("th"), th => Assert.NotNull(th.Attribute("scope")));
            int columns = table.Element("thead")!.Descendants("th").Count();
            Assert.All(table.Elements("tbody").Elements("tr"), row =>
                Assert.Equal(columns, row.Elements().Sum(c => (int?)c.Attribute("colspan") ?? 1)));
            Assert.DoesNotContain(table.Descendants().Where(e => e.Name.LocalName is "td" or "th"), c => c.Value.Trim().Length == 0);
            Assert.Equal(("region", "0"), ((string?)table.Parent!.Attribute("role"), (string?)table.Parent.Attribute("tabindex")));
        });
    }

    [Fact]
    public void Charts_are_images_with_title_and_description_next_to_their_table()
    {
        XNamespace svg = "http://www.w3.org/2000/svg";
        XElement[] charts = [.. Page.Descendants(svg + "svg")];
        Assert.InRange(charts.Length, 10, 60);
        Assert.All(charts, c => Assert.Equal("img", (string?)c.Attribute("role")));
        Assert.All(charts, c => Assert.NotEmpty(c.Element(svg + "title")!.Value));
        Assert.All(charts, c => Assert.Contains("interval", c.Element(svg + "desc")!.Value, StringComparison.Ordinal));
        Assert.All(Page.Descendants("figure"), f => Assert.Single(f.Descendants("table")));
    }

    [Fact]
    public void Markup_in_a_label_is_text()
    {
        const string Evil = "<script>alert('1')</script> & \"x\"\u0001";
        PackInput input = SamplePack.Input(
            [.. SampleRows.All().Select(r => r with { Group = r.Group == "Black" ? Evil : r.Group, MeasureName = Evil + r.MeasureName })]);
        XDocument page = SamplePack.Page(input);
        Assert.Equal(Page.Descendants("script").Single().Value, page.Descendants("script").Single().Value);
        Assert.Contains("<script>alert('1')</script> & \"x\"\uFFFD", page.Root!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all tables that count the same people are protected at once")]
    [InlineData("fewer than 10 answers and a workforce figure about fewer than 5 people")]
    [InlineData("Publication date30 October 2026")]
    [InlineData("Next release30 January 2027")]
    [InlineData("None: this is the first edition of this pack.")]
    [InlineData("differ by 21.4%")]
    [InlineData("Not supplied: Victim satisfaction survey.")]
    public void The_page_says(string words) => Assert.Contains(words, NewLines().Replace(Page.Root!.Value, ""), StringComparison.Ordinal);

    [Fact]
    public void Every_symbol_is_explained() =>
        Assert.Equal(
            ["[c]", "[x]", "[z]", "[u]", "[b]", "[p]", "[r]", "[low]"],
            Page.Descendants("section").Single(s => (string?)s.Attribute("aria-labelledby") == "symbols").Descendants("dt").Select(d => d.Value));

    [Fact]
    public void A_quarter_without_any_row_still_makes_a_page()
    {
        XDocument page = SamplePack.Page(SamplePack.Input([]));
        Assert.Contains("No figure: [x]", page.Root!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stride-quarterly")]
    [InlineData("audit-panel")]
    [InlineData("public-quarterly")]
    [InlineData("lrap-biannual")]
    public void Every_pack_has_the_sections_that_its_definition_lists(string id)
    {
        PackInput input = SamplePack.Input(SampleRows.All(), id);
        PackDocument document = SamplePack.Document(input);
        Assert.Equal(input.Definition.Sections.Count - 1 + input.Definition.Objectives.Count, document.Sections.Count);
        XDocument page = SamplePack.Page(input);
        Assert.Equal(document.Sections.Select(s => s.Title), page.Descendants("h2").Select(h => h.Value));
    }

    [Fact]
    public void The_public_edition_has_nothing_about_ranks_in_any_file()
    {
        IReadOnlyList<PackFile> files = PackRenderer.Render(SamplePack.Input(SampleRows.All(), "public-quarterly"));
        Assert.All(
            files.Where(f => f.Name is "index.html" or "measures.csv"),
            f => Assert.DoesNotContain("Chief Officer", Encoding.UTF8.GetString(f.Content.Span), StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_of_80_letters_and_60_units_make_a_page()
    {
        string name = new('n', 80);
        MeasureRow place = SampleRows.All().First(r => r is { MeasureId: "PAS-05", Breakdown: "borough", Statistic: Statistic.Level });
        XDocument page = SamplePack.Page(SamplePack.Input(
            [
                .. SampleRows.All(), .. Enumerable.Range(1, 60).Select(i => place with { Group = $"{name} {i}" }),
                place with { Breakdown = "ethnicity", Group = name },
            ]));
        Assert.Contains(SamplePack.Table(page, "place-borough-PAS-05"), l => l[0] == name + " 60");
    }

    [Fact]
    public void A_figure_that_is_suppressed_everywhere_has_a_note_and_no_chart()
    {
        MeasureRow[] rows = [.. SampleRows.All().Select(r => r with { Value = null, Lower = null, Upper = null, N = null, Symbol = Symbols.Suppressed })];
        PackInput input = SamplePack.Input(rows) with { History = [], Controls = [] };
        XDocument page = SamplePack.Page(input);
        XNamespace svg = "http://www.w3.org/2000/svg";
        Assert.Empty(page.Descendants(svg + "svg"));
        Assert.Contains("No chart: none of its figures can be shown.", page.Root!.Value, StringComparison.Ordinal);
    }

    // Regression: places and units of one measure, and charts with the same finding, had the same name.
    [Theory]
    [InlineData("stride-quarterly")]
    [InlineData("lrap-biannual")]
    public void Every_region_has_a_name_of_its_own(string id)
    {
        MeasureRow[] units = [.. SampleRows.All().Where(r => r.Breakdown == "borough").Select(r => r with { Breakdown = "bcu" })];
        XDocument page = SamplePack.Page(SamplePack.Input([.. SampleRows.All(), .. units], id));
        string[] names =
        [
            .. page.Descendants().Where(e => (string?)e.Attribute("role") == "region")
                .Select(e => (string?)e.Attribute("aria-label")
                    ?? page.Descendants("caption").Single(c => (string?)c.Attribute("id") == (string?)e.Attribute("aria-labelledby")).Value),
        ];
        Assert.Empty(names.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void A_quarter_with_one_feed_makes_a_page()
    {
        XDocument page = SamplePack.Page(SamplePack.Input([.. SampleRows.All().Where(r => r.Feed == "workforce")]));
        Assert.Contains("No measure of this priority was computed for the quarter.", page.Root!.Value, StringComparison.Ordinal);
    }

    // Written next to the tests, so that it can be opened in a browser.
    [Fact]
    public async Task A_written_pack_verifies()
    {
        string folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "sample")).FullName;
        IReadOnlyList<PackFile> files = PackRenderer.Render(SamplePack.Input());
        foreach (PackFile file in files.Append(PackManifest.Create(SamplePack.Input(), files).ToFile()))
            await File.WriteAllBytesAsync(Path.Combine(folder, file.Name), file.Content);
        Assert.Empty(await PackFolder.VerifyAsync(folder, CancellationToken.None));
    }

    [GeneratedRegex("^h[1-6]$")]
    private static partial Regex HeadingName();

    [GeneratedRegex("\n")]
    private static partial Regex NewLines();
}
