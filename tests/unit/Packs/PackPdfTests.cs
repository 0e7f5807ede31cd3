using IncDiv.Packs.Document;
using IncDiv.Packs.Pdf;

namespace IncDiv.Packs.Tests;

/// <summary>Checks PDFs with Poppler, which is independent of our writer.</summary>
public sealed class PackPdfTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 10, 30);

    private readonly string _folder = Directory.CreateTempSubdirectory("incdiv-pdf-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Two_renders_give_the_same_bytes() =>
        Assert.Equal(PackPdf.Render(SampleDocument.Create(), "SIDU", Day), PackPdf.Render(SampleDocument.Create(), "SIDU", Day));

    [Fact]
    public async Task The_file_is_tagged_and_has_title_author_and_date()
    {
        string info = await PopplerAsync("pdfinfo", SampleDocument.Create());
        Assert.Contains("Tagged:          yes", info, StringComparison.Ordinal);
        Assert.Contains("Title:           Inclusion and diversity performance, 2026-27 Q2, data to 30 September 2026", info, StringComparison.Ordinal);
        Assert.Contains("Author:          SIDU", info, StringComparison.Ordinal);
        Assert.Matches("CreationDate: .* Oct 30 00:00:00 2026", info);
        Assert.Contains("JavaScript:      no", info, StringComparison.Ordinal);
        Assert.Contains("pdfuaid:part>1<", await PopplerAsync("pdfinfo", SampleDocument.Create(), "-meta"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_structure_has_headings_lists_tables_with_header_cells_and_figures_in_reading_order()
    {
        string structure = await PopplerAsync("pdfinfo", SampleDocument.Create(), "-struct-text");
        string[] tags = [.. structure.Split('\n').Select(l => l.Trim().Split(' ', ':')[0]).Where(t => t.Length > 0)];
        foreach (string tag in (string[])["H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Figure", "Table", "Caption", "THead", "TBody", "TR", "TH", "TD"])
            Assert.Contains(tag, tags);
        Assert.Equal(2, tags.Count(t => t == "Table"));
        string[] headings = ["Inclusion and diversity performance", "Headlines", "Trust in the Met", "By group", "Symbols"];
        int[] places = [.. headings.Select(h => structure.IndexOf($"\"{h} \"", StringComparison.Ordinal))];
        Assert.True(places[0] >= 0);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task Every_font_is_embedded_as_a_subset_with_its_characters_known()
    {
        string[] fonts = [.. (await PopplerAsync("pdffonts", SampleDocument.Create())).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2)];
        Assert.Equal(2, fonts.Length);
        Assert.All(fonts, f => Assert.Matches(@"^INCDIV\+DejaVuSansCondensed(-Bold)? +CID TrueType +Identity-H +yes yes yes", f));
    }

    [Fact]
    public async Task Every_word_of_the_document_can_be_read_from_the_file()
    {
        string text = Words(await PopplerAsync("pdftotext", SampleDocument.Create(), "-raw", "-"));
        string[] shown =
        [
            "75% trust the Met.", "Figures are weighted.", "Trust fell", "Other is suppressed.", "BME 74.6%",
            "\u22120.4 percentage points", "61.0% [u]", "Read with care.", "30 October 2026",
        ];
        foreach (string words in shown)
            Assert.Contains(Words(words), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_with_markup_or_80_characters_is_shown_in_full()
    {
        string text = Words(await PopplerAsync("pdfinfo", SampleDocument.Create(), "-struct-text"));
        Assert.Contains(Words(SampleDocument.Markup), text, StringComparison.Ordinal);
        Assert.Contains(Words(SampleDocument.Long), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_of_many_rows_and_a_cell_longer_than_a_page_continue_and_lose_nothing()
    {
        string essay = string.Join(' ', Enumerable.Range(1, 4000).Select(i => string.Create(CultureInfo.InvariantCulture, $"w{i}")));
        Row[] rows = [.. Enumerable.Range(1, 200).Select(i => new Row("", [string.Create(CultureInfo.InvariantCulture, $"r{i}"), i == 100 ? essay : "x"]))];
        PackDocument document = SampleDocument.Create() with
        {
            Sections = [new PackSection("long", "Long", [new Table("long-table", "Long", "Many rows", "", [new Column("Row"), new Column("Text")], rows)])],
        };
        string[] words = (await PopplerAsync("pdftotext", document, "-raw", "-")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            Enumerable.Range(1, 4000),
            words.Where(w => w[0] == 'w' && w.Length > 1 && char.IsAsciiDigit(w[1])).Select(w => int.Parse(w[1..], CultureInfo.InvariantCulture)));
        Assert.Equal(200, words.Count(w => w[0] == 'r' && w.Length > 1 && char.IsAsciiDigit(w[1])));
    }

    [Theory]
    [InlineData("abc", 1)]
    [InlineData("", 1)]
    [InlineData("one two", 2)]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", 4)]
    public void Lines_break_between_words_and_inside_a_word_that_is_too_wide(string text, int lines)
    {
        IReadOnlyList<string> broken = PdfText.Lines(text, TrueTypeFont.Regular, 10, 30);
        Assert.Equal(lines, broken.Count);
        Assert.All(broken, l => Assert.True(TrueTypeFont.Regular.Width(l, 10) <= 30));
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(broken).Replace(" ", "", StringComparison.Ordinal));
    }

    private static string Words(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private async Task<string> PopplerAsync(string program, PackDocument document, params string[] options)
    {
        string path = Path.Combine(_folder, "pack.pdf");
        await File.WriteAllBytesAsync(path, PackPdf.Render(document, "SIDU", Day));
        return await RunAsync(program, path, options);
    }

    /// <summary>Runs a program of poppler-utils on a file; options that are not a lone dash come before it.</summary>
    internal static async Task<string> RunAsync(string program, string path, params string[] options)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TZ"] = "UTC";
        foreach (string argument in options.Where(o => o != "-").Append(path).Concat(options.Where(o => o == "-")))
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal("", await errors);
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
