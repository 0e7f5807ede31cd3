using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace IncDiv.Packs.Tests;

/// <summary>For any input, every file of the pack is complete and can be read.</summary>
public sealed class PackBadInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("incdiv-bad-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Kinds => ["as usual", "no data", "one feed", "long names", "60 units", "suppressed", "markup"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Workbook_and_PDF_are_complete(string kind)
    {
        Dictionary<string, byte[]> files = Render(kind);
        using (var workbook = SpreadsheetDocument.Open(new MemoryStream(files["pack.xlsx"]), isEditable: false))
            Assert.Empty(
                new OpenXmlValidator(FileFormatVersions.Office2019).Validate(workbook).Take(5).Select(f => $"{f.Part?.Uri} {f.Path?.XPath}: {f.Description}"));
        WorkbookReader.Sheet[] sheets = [.. WorkbookReader.Read(files["pack.xlsx"])];
        Assert.Equal(sheets.Length, sheets.Select(s => s.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(sheets, s => Assert.True(s.Name.Length is > 0 and <= 31 && !s.Name.Any("[]:*?/\\".Contains), s.Name));
        foreach (WorkbookReader.Sheet sheet in sheets.Skip(1))
            Assert.DoesNotContain(sheet.Rows.Skip(sheet.Tables[0].FirstRow), r => r.Any(c => c.Text.Length == 0));
        string path = Path.Combine(_folder, "pack.pdf");
        await File.WriteAllBytesAsync(path, files["pack.pdf"]);
        Assert.Contains("Tagged:          yes", await PackPdfTests.RunAsync("pdfinfo", path), StringComparison.Ordinal);
        Assert.Contains("Scorecard", await PackPdfTests.RunAsync("pdftotext", path, "-"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Two_renders_give_the_same_bytes_in_every_file(string kind)
    {
        Dictionary<string, byte[]> first = Render(kind), second = Render(kind);
        Assert.Equal(first.Keys, second.Keys);
        Assert.All(first, f => Assert.Equal(f.Value, second[f.Key]));
    }

    [Fact]
    public async Task A_figure_that_is_suppressed_everywhere_is_in_no_file()
    {
        string path = Path.Combine(_folder, "pack.pdf");
        Dictionary<string, byte[]> files = Render("suppressed");
        await File.WriteAllBytesAsync(path, files["pack.pdf"]);
        WorkbookReader.Sheet scorecard = WorkbookReader.Read(files["pack.xlsx"]).Single(s => s.Name.EndsWith("Scorecard", StringComparison.Ordinal));
        IReadOnlyList<WorkbookReader.Cell> line = scorecard.Rows.Single(r => r.Any(c => c.Text.StartsWith("PAS-05 ", StringComparison.Ordinal)));
        Assert.Contains(line, c => c.Text == "[c]");
        Assert.All(line, c => Assert.Null(c.Number));
        // 74.6 is the figure of PAS-05 when it is not suppressed.
        Assert.DoesNotContain("74.6%", await PackPdfTests.RunAsync("pdftotext", path, "-"), StringComparison.Ordinal);
        Assert.DoesNotContain("74.6%", Encoding.UTF8.GetString(files["index.html"]), StringComparison.Ordinal);
    }

    private static Dictionary<string, byte[]> Render(string kind) =>
        PackRenderer.Render(SamplePack.Input(Rows(kind))).ToDictionary(f => f.Name, f => f.Content.ToArray(), StringComparer.Ordinal);

    private static IReadOnlyList<MeasureRow> Rows(string kind)
    {
        IReadOnlyList<MeasureRow> rows = SampleRows.All();
        MeasureRow Without(MeasureRow row, Symbols symbol) => row with
        {
            Value = null,
            Lower = null,
            Upper = null,
            N = null,
            PValue = null,
            Significance = Significance.NotTested,
            Symbol = symbol,
            Status = TargetStatus.NoData,
        };
        return kind switch
        {
            "as usual" => rows,
            "no data" => [.. rows.Select(r => Without(r, Symbols.NotSupplied))],
            "one feed" => [.. rows.Where(r => r.Feed == "workforce")],
            "long names" => [.. rows.Select(r => r.Breakdown is "rank" or "borough" ? r with { Group = SampleDocument.Long + " " + r.Group } : r)],
            "60 units" =>
            [
                .. rows,
                .. Enumerable.Range(1, 60).Select(i => SampleRows.Row(
                    "WF-01", "BME share of officers", "workforce", MeasureWindow.Snapshot, "business_group",
                    string.Create(CultureInfo.InvariantCulture, $"Operational command unit {i}"), Statistic.Level, Unit.Percent, 10 + i / 10.0, 9, 20, 500)),
            ],
            "suppressed" => [.. rows.Select(r => r.MeasureId == "PAS-05" ? Without(r, Symbols.Suppressed) : r)],
            "markup" =>
            [
                .. rows.Select(r => r.Breakdown == "rank" ? r with { Group = SampleDocument.Markup + r.Group, MeasureName = "<b>" + r.MeasureName } : r),
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An input that the test does not know."),
        };
    }
}
