using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using IncDiv.Contracts.Microdata;

namespace IncDiv.Anonymisation.Tests;

public sealed partial class RiskPageTests
{
    [Fact]
    public void It_says_in_a_word_and_a_sentence_whether_the_file_is_safe()
    {
        XElement page = Parse(RiskPage.Render(Report()));

        Assert.Equal("✓k-anonymous", page.Descendants("h1").Single().Value);
        Assert.Contains(
            "Each of the 1,200 records shares its quasi-identifiers with at least 11 others; at least 9 are required.", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_records_at_risk_is_not_to_be_released()
    {
        XElement page = Parse(RiskPage.Render(Report() with { RecordsAtRisk = 7 }));

        Assert.Equal("✕Not to be released", page.Descendants("h1").Single().Value);
        Assert.Contains(
            "7 of 1,200 records are in a class smaller than 10 or with fewer than 2 different sensitive answers.", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Risk_loss_columns_groups_subsets_measures_and_settings_are_shown()
    {
        XElement page = Parse(RiskPage.Render(Report()));
        string text = Blanks().Replace(
            string.Join(' ', page.Descendants("tr").Concat(page.Descendants("dl")).Select(r => string.Join(' ', r.DescendantNodes().OfType<XText>()))),
            " ");

        Assert.All(
            (string[])
            [
                "Prosecutor risk, highest (the person is known to be in the file) 100 % 8.33 %",
                "Records in the smallest class 1 12",
                "borough bcu (1 of 4) 25 % 6 (0.5 %)",
                "ethnicity: BME 300 9 (3 %) 1.8 times ! more",
                "sex: Female 600 3 (0.5 %) 0.9 times",
                "borough, rank, sex 14",
                "PA-01 71.6 71.4 -0.2",
                "PA-02 [x] 50 [x]",
                "Precision 0.75 (1 is no loss)",
                "Hierarchies age_band 2, borough 1",
                "Columns withheld bullied",
            ],
            line => Assert.Contains(line, text, StringComparison.Ordinal));
        Assert.Contains("1 figure differs from the official value by 0.2", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_from_the_data_becomes_markup()
    {
        const string Hostile = "<script>alert(1)</script>\"' ]]>\u0000";
        RiskReport report = Report();

        XElement page = Parse(RiskPage.Render(report with
        {
            Feed = Hostile,
            Groups = [report.Groups[0] with { Group = Hostile }],
            Columns = [report.Columns[0] with { LevelName = Hostile }],
            Warnings = [Hostile],
        }));

        Assert.Empty(page.Descendants("script"));
    }

    private static RiskReport Report() => new(
        "pas", "2016-17-Q4", 1, 1, new Dictionary<string, int> { ["borough"] = 1, ["age_band"] = 2 }, 10, 2, 0.01, true, 1200, 0, 12, 30, ["bullied"],
        new RiskFigures(800, 1, 600, 1, 0.667, 0.667, 0.1, 0.01),
        new RiskFigures(60, 12, 0, 1 / 12.0, 0.05, 0.05, 0.002, 0.001),
        new LossFigures(0.75, 0.31, 4567, 2, 0.004, 0.01),
        [new ColumnLoss("borough", "borough", 1, "bcu", 4, 0.25, 6, 0.005, 0.03, 0.9)],
        [new GroupSuppression("ethnicity", "BME", 300, 9, 0.03, 1.8, true), new GroupSuppression("sex", "Female", 600, 3, 0.005, 0.9, false)],
        [new SubsetClass(["borough", "rank", "sex"], 14)],
        [new MeasureDifference("PA-01", 71.6, 71.4, -0.2), new MeasureDifference("PA-02", null, 50, null)],
        ["Suppression falls more on BME."]);

    private static XElement Parse(byte[] page)
    {
        using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(page)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
