using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IncDiv.Packs.Tests;

/// <summary>Page, PDF, workbook and CSV are read back, each by its own reader, and compared with one another and with the measures.</summary>
public sealed partial class PackNumbersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("incdiv-numbers-").FullName;
    private readonly Dictionary<string, byte[]> _files;
    private readonly PackInput _input;
    private readonly List<PageTable> _page;

    public PackNumbersTests()
    {
        _input = WithHistory();
        _files = PackRenderer.Render(_input).ToDictionary(f => f.Name, f => f.Content.ToArray(), StringComparer.Ordinal);
        _page = [.. SamplePack.Page(_input).Descendants("table").Select(ReadTable)];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_PDF_has_every_table_of_the_page_cell_by_cell()
    {
        string path = Path.Combine(_folder, "pack.pdf");
        await File.WriteAllBytesAsync(path, _files["pack.pdf"]);
        IReadOnlyList<IReadOnlyList<string[]>> pdf = PdfReader.Tables(await PackPdfTests.RunAsync("pdfinfo", path, "-struct-text"));
        // Reference tables come last, in the annex.
        HashSet<string> detail = [.. SamplePack.Tables(_input).Where(t => t.IsDetail).Select(t => t.Id)];
        Assert.NotEmpty(detail);
        List<PageTable> page = [.. _page.OrderBy(t => detail.Contains(t.Id))];
        Assert.Equal(page.Count, pdf.Count);
        for (int t = 0; t < pdf.Count; t++)
        {
            Assert.Equal(page[t].Columns.Select(PdfReader.Squeezed), pdf[t][0]);
            Assert.Equal(page[t].Rows.Count, pdf[t].Count - 1);
            for (int r = 0; r < page[t].Rows.Count; r++)
                Assert.Equal(page[t].Rows[r].Cells.Select(c => PdfReader.Squeezed(c.Text)), pdf[t][r + 1]);
        }
    }

    [Fact]
    public void The_workbook_has_every_table_of_the_page_and_its_numbers_are_those_of_the_page()
    {
        WorkbookReader.Sheet[] sheets = [.. WorkbookReader.Read(_files["pack.xlsx"])];
        int compared = 0;
        foreach (PageTable table in _page.Where(t => t.Rows.Count > 0))
        {
            WorkbookReader.Sheet sheet = sheets.First(
                s => s.Rows[0][0].Text == table.Caption && s.Tables.Count == 1 && s.Rows.Count - s.Tables[0].FirstRow - 1 == table.Rows.Count);
            IReadOnlyList<string> header = sheet.Tables[0].Columns;
            for (int r = 0; r < table.Rows.Count; r++)
            {
                IReadOnlyList<WorkbookReader.Cell> line = sheet.Rows[sheet.Tables[0].FirstRow + 1 + r];
                string At(string title) => header.ToList().IndexOf(title) is >= 0 and int i
                    ? line[i].Number is null ? line[i].Text : Signed(line[i])
                    : throw new Xunit.Sdk.XunitException($"No column {title} in {sheet.Name}");
                for (int c = 0; c < table.Columns.Count; c++)
                {
                    string title = table.Columns[c], text = table.Rows[r].Cells[c].Text;
                    if (header.Contains(title + ", lower"))
                    {
                        string lower = At(title + ", lower"), upper = At(title + ", upper");
                        Assert.Equal(text, lower == upper && !text.Contains(" to ", StringComparison.Ordinal) ? lower : $"{lower} to {upper}");
                        compared++;
                    }
                    else if (table.Rows[r].Cells[c].IsNumber)
                    {
                        Assert.StartsWith(At(title), text, StringComparison.Ordinal);
                        compared++;
                    }
                    else
                        Assert.Equal(text, At(title));
                }
            }
        }
        Assert.True(compared > 200, $"Only {compared} numbers were compared.");
    }

    [Fact]
    public void Every_number_of_a_measure_on_the_page_is_one_of_the_measures_table_rounded_half_away_from_zero()
    {
        var allowed = _input.Rows.Concat(_input.History).GroupBy(r => r.MeasureId, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.SelectMany(Printed).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        // Control charts are computed separately, from the same figures.
        foreach (ControlSeries control in _input.Controls)
            if (_input.Rows.FirstOrDefault(r => r.MeasureId == control.MeasureId && r.Statistic == Statistic.Level) is { } level)
                allowed[control.MeasureId].UnionWith(control.Points.Select(p => Shown(p.Value, level)));
        // Baselines are figures that the strategies printed.
        foreach (MeasureSource source in _input.Sources)
            if (_input.Rows.FirstOrDefault(r => r.MeasureId == source.MeasureId) is { } measure)
                allowed[source.MeasureId].UnionWith(source.Baselines.Select(b => Shown(b.Value, measure with { Statistic = b.Statistic })));
        int compared = 0;
        foreach ((PageTable table, PageRow row) in _page.SelectMany(t => t.Rows.Where(r => r.MeasureId.Length > 0).Select(r => (t, r))))
            foreach (PageCell cell in row.Cells.Where(c => c.IsNumber))
                foreach (Match number in Number().Matches(Symbols().Replace(cell.Text, "")))
                {
                    compared++;
                    Assert.True(allowed[row.MeasureId].Contains(number.Value), $"{table.Caption}: {number.Value} of {row.MeasureId} is not in any row.");
                }
        Assert.True(compared > 200, $"Only {compared} numbers were compared.");
    }

    [Fact]
    public void Every_figure_of_the_scorecard_has_its_own_interval_and_base()
    {
        PageTable scorecard = _page.Single(t => t.Id == "scorecard-table");
        Assert.Equal(
            _input.Rows.Select(r => r.MeasureId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            scorecard.Rows.Select(r => r.MeasureId).Order(StringComparer.Ordinal));
        foreach (PageRow line in scorecard.Rows.Where(r => Number().IsMatch(r.Cells[1].Text)))
            Assert.Contains(_input.Rows, r => r.MeasureId == line.MeasureId && r.Value is double value
                && line.Cells[1].Text.StartsWith(Shown(value, r), StringComparison.Ordinal)
                && (r.Lower is not double lower || line.Cells[2].Text == $"{Shown(lower, r)} to {Shown(r.Upper!.Value, r)}")
                && (r.N is not int n || line.Cells[3].Text == n.ToString("#,0", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void The_CSV_has_every_row_with_its_values_not_rounded()
    {
        string[][] lines = [.. Encoding.UTF8.GetString(_files["measures.csv"]).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => Field().Matches(l).Select(m => m.Groups[1].Value.Trim('"')).ToArray())];
        Assert.Equal(_input.Rows.Count, lines.Length - 1);
        int Column(string name) => Array.IndexOf(lines[0], name);
        double? Read(string[] line, string name) => line[Column(name)].Length == 0 ? null : double.Parse(line[Column(name)], CultureInfo.InvariantCulture);
        foreach ((MeasureRow row, string[] line) in _input.Rows.Zip(lines.Skip(1)))
            Assert.Equal(
                (row.MeasureId, row.Group, row.Value, row.Lower, row.Upper, (double?)row.N, row.PValue, row.Target),
                (line[Column("measure_id")], line[Column("group")], Read(line, "value"), Read(line, "lower"),
                    Read(line, "upper"), Read(line, "n"), Read(line, "p_value"), Read(line, "target")));
    }

    [Fact]
    public async Task Every_number_in_a_sentence_is_one_of_its_measure_in_page_PDF_and_workbook()
    {
        IReadOnlyList<Document.Message> messages = [.. SamplePack.Document(_input).Sections.SelectMany(s => s.Blocks)
            .OfType<Document.Messages>().SelectMany(m => m.Entries)];
        string path = Path.Combine(_folder, "pack.pdf");
        await File.WriteAllBytesAsync(path, _files["pack.pdf"]);
        string pdf = PdfReader.Squeezed(await PackPdfTests.RunAsync("pdftotext", path, "-raw", "-"));
        string page = PdfReader.Squeezed(SamplePack.Page(_input).Root!.Value);
        string[] sheet = [.. WorkbookReader.Read(_files["pack.xlsx"])
            .Single(s => s.Name == "Headlines").Rows.SelectMany(r => r).Select(c => PdfReader.Squeezed(c.Text))];
        int compared = 0;
        foreach (Document.Message message in messages)
        {
            HashSet<string> allowed = [.. _input.Rows.Where(r => r.MeasureName == message.Title).SelectMany(InSentences)];
            foreach (string sentence in message.Sentences)
            {
                string squeezed = PdfReader.Squeezed(sentence);
                Assert.Contains(squeezed, pdf, StringComparison.Ordinal);
                Assert.Contains(squeezed, page, StringComparison.Ordinal);
                Assert.Contains(sheet, c => c.Contains(squeezed, StringComparison.Ordinal));
                foreach (Match number in Number().Matches(WithoutNames(sentence)))
                {
                    compared++;
                    Assert.True(allowed.Contains(number.Value), $"{message.Title}: {number.Value} is not in any row of the measure: {sentence}");
                }
            }
        }
        Assert.True(compared > 30, $"Only {compared} numbers were compared.");
    }

    [Fact]
    public void Every_figure_next_to_a_mark_of_a_chart_is_in_the_table_of_the_chart()
    {
        int compared = 0;
        IEnumerable<Charts.ChartView> views = SamplePack.Document(_input).Sections.SelectMany(s => s.Blocks)
            .OfType<Document.Figure>().SelectMany(f => f.Chart.Views).Where(v => v.Drawing is not null);
        foreach (Charts.ChartView view in views)
        {
            HashSet<string> figures = [.. view.Table.Rows.SelectMany(r => r.Cells)
                .Select(c => c.Shown.Replace(" percentage points", " pp", StringComparison.Ordinal))];
            HashSet<string> names = [.. view.Table.Rows.Select(r => r.Group)];
            IEnumerable<string> labels = view.Drawing!.Shapes.OfType<Charts.Shapes.Label>()
                .Where(l => l.IsBold && l.Text.Any(char.IsAsciiDigit) && !names.Contains(l.Text)).Select(l => l.Text);
            foreach (string label in labels)
            {
                compared++;
                Assert.Contains(label, figures);
            }
        }
        Assert.True(compared >= 15, $"Only {compared} figures were compared.");
    }

    // Sentences about surveys have whole percentages. A word may replace the sign of a difference.
    private static IEnumerable<string> InSentences(MeasureRow row)
    {
        foreach (double? value in new[] { row.Value, row.Lower, row.Upper, -row.Value, -row.Lower, -row.Upper })
            if (value is double number)
            {
                bool isWhole = row.Unit is Unit.Percent or Unit.PercentagePoints && row.Feed != "workforce";
                MeasureRow rounded = isWhole ? row with { Unit = Unit.Count } : row;
                yield return Shown(number, rounded);
                yield return Shown(number, rounded with { Statistic = Statistic.Level });
            }
        if (row.Benchmark is double benchmark)
            yield return Shown(benchmark, row with { Statistic = Statistic.Level });
    }

    // Numbers that are part of a name: the level of the interval, dates, groups, sources of benchmarks.
    private string WithoutNames(string sentence)
    {
        IEnumerable<string> names = _input.Rows.SelectMany(r => new[] { r.Group, r.Comparator, r.BenchmarkSource })
            .Where(n => n.Any(char.IsAsciiDigit)).Distinct().OrderByDescending(n => n.Length);
        foreach (string name in names)
            sentence = sentence.Replace(name, "", StringComparison.Ordinal);
        return Day().Replace(sentence.Replace("95% interval", "", StringComparison.Ordinal), "");
    }

    private static PackInput WithHistory()
    {
        Quarter now = SampleRows.Quarter;
        IEnumerable<MeasureRow> Earlier(int back) => SampleRows.All().Select(r => r with
        {
            Quarter = now.AddQuarters(-back).ToString(),
            PeriodStart = now.AddQuarters(-back).FirstDay,
            PeriodEnd = now.AddQuarters(-back).LastDay,
            Value = r.Value - back * 0.37,
            Lower = r.Lower - back * 0.37,
            Upper = r.Upper - back * 0.37,
        });
        return SamplePack.Input() with { History = [.. Enumerable.Range(1, 14).Reverse().SelectMany(Earlier)] };
    }

    // The specified rounding, derived from the decimal digits of the number.
    private static string Shown(double value, MeasureRow row)
    {
        int decimals = row.Unit switch { Unit.Count or Unit.Pounds => 0, Unit.Ratio => 2, _ => 1 };
        decimal scale = decimals switch { 0 => 1, 1 => 10, _ => 100 };
        decimal scaled = Math.Abs((decimal)value) * scale;
        decimal whole = decimal.Truncate(scaled), rounded = (scaled - whole >= 0.5m ? whole + 1 : whole) / scale;
        string digits = rounded.ToString(decimals == 0 ? "#,0" : decimals == 1 ? "#,0.0" : "#,0.00", CultureInfo.InvariantCulture);
        bool isSigned = row.Statistic is Statistic.Gap or Statistic.Change;
        return rounded == 0 ? digits : value < 0 ? "\u2212" + digits : isSigned ? "+" + digits : digits;
    }

    private static IEnumerable<string> Printed(MeasureRow row)
    {
        foreach (double? value in new[] { row.Value, row.Lower, row.Upper, row.Benchmark, row.Target })
            if (value is double number)
            {
                yield return Shown(number, row);
                yield return Shown(number, row with { Statistic = Statistic.Level });
            }
        if (row.N is int n)
            yield return n.ToString("#,0", CultureInfo.InvariantCulture);
    }

    // The number as its format shows it, without the unit.
    private static string Signed(WorkbookReader.Cell cell)
    {
        string digits = Math.Abs(cell.Number!.Value).ToString(
            cell.Text.Contains('.', StringComparison.Ordinal)
                ? "#,0." + new string('0', cell.Text.Length - cell.Text.IndexOf('.', StringComparison.Ordinal) - 1)
                : "#,0",
            CultureInfo.InvariantCulture);
        string currency = cell.Format.Contains('£', StringComparison.Ordinal) ? "£" : "";
        return currency + (cell.Number < 0 ? "\u2212" : cell.Number > 0 && cell.Format.StartsWith("\"+\"", StringComparison.Ordinal) ? "+" : "") + digits;
    }

    private static PageTable ReadTable(XElement table) => new(
        (string)table.Element("caption")!.Attribute("id")!, Text(table.Element("caption")!), [.. table.Element("thead")!.Descendants("th").Select(Text)],
        [
            .. table.Elements("tbody").Elements("tr").Where(r => (string?)r.Attribute("class") != "group").Select(r => new PageRow(
                (string?)r.Attribute("data-m") ?? "", [.. r.Elements().Select(c => new PageCell(Text(c), (string?)c.Attribute("class") == "number"))])),
        ]);

    // Signs repeat words visually and are hidden from screen readers.
    private static string Text(XElement element) =>
        string.Concat(
            element.DescendantNodes().OfType<XText>()
                .Where(t => !t.Ancestors().Any(a => (string?)a.Attribute("aria-hidden") == "true")).Select(t => t.Value)).Trim();

    [GeneratedRegex("[+\u2212]?[0-9][0-9,]*(\\.[0-9]+)?")]
    private static partial Regex Number();

    [GeneratedRegex("[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}")]
    private static partial Regex Day();

    [GeneratedRegex(@"\[[a-z]+\]")]
    private static partial Regex Symbols();

    [GeneratedRegex("(?:^|,)(\"[^\"]*\"|[^,]*)")]
    private static partial Regex Field();

    private sealed record PageTable(string Id, string Caption, IReadOnlyList<string> Columns, IReadOnlyList<PageRow> Rows);

    private sealed record PageRow(string MeasureId, IReadOnlyList<PageCell> Cells);

    private sealed record PageCell(string Text, bool IsNumber);
}
