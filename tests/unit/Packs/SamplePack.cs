using System.Xml;
using System.Xml.Linq;
using IncDiv.Contracts.PackDefinitions;
using IncDiv.Packs.Document;
using IncDiv.Packs.Manifest;

namespace IncDiv.Packs.Tests;

internal static class SamplePack
{
    public static PackInput Input() => Input(SampleRows.All());

    public static PackInput Input(IReadOnlyList<MeasureRow> all, string packId = "stride-quarterly")
    {
        PackDefinition definition = ContractSet.Embedded.Packs.Find(packId)!;
        IReadOnlyList<MeasureRow> rows = PackSelection.Select(definition, all);
        return new PackInput(
            definition, SampleRows.Quarter, 1, definition.Publication.DueDate(SampleRows.Quarter),
            definition.Publication.DueDate(SampleRows.Quarter.AddQuarters(1)), rows,
            [
                new FeedFacts("pas", "Public Attitude Survey", 1,
                [
                    new DropFacts("9a1be03c55d2f7e4", DropOutcome.Accepted, 2_010, 2_004, 6, [new IssueCount("R204", 6), new IssueCount("W102", 41)]),
                    new DropFacts("04cc7712ab90e18d", DropOutcome.Quarantined, 1_204, 0, 1_204, [new IssueCount("E109", 1)]),
                    new DropFacts("c2f0a6b1897d3345", DropOutcome.Accepted, 1_204, 1_200, 4, [new IssueCount("R203", 4)]),
                ]),
                new FeedFacts("staff-survey", "Staff survey", 1,
                    [new DropFacts("77e1d0c9b8a65432", DropOutcome.Accepted, 16_002, 15_990, 12, [])], "carried forward from the wave of 2026-27 Q1"),
                new FeedFacts("victim-satisfaction", "Victim satisfaction survey", 1, []),
                new FeedFacts("workforce", "Workforce", 1, [new DropFacts("5d41402abc4b2a76", DropOutcome.Accepted, 43_377, 43_377, 0, [])]),
            ],
            [
                new MeasureSource("WF-01", "S000 Table 1", [new Baseline(13.3, "March 2017", "S000 Table 1", "all", "All", "", Statistic.Level)], []),
                new MeasureSource(
                    "PAS-05", "S003 pillar 3", [new Baseline(-8, "2016-17", "S000 section 3", "ethnicity_broad", "BME", "White", Statistic.Gap)], []),
                new MeasureSource(
                    "EXT-01", "S000 section 3", [new Baseline(5836, "2016/17", "S000 section 3", "all", "All", "", Statistic.Level)],
                    ["S000 calls the fall from 7,425 to 5,836 7%; it is 21.4%."]),
            ],
            [], ContractSet.Embedded.Policy.Printed, "3f6c1d2e", "0.1.0+178d22c5b1a0f4f6a3d2c9e8b7a6958473625140",
            [new DropProvenance("pas", "9a1be03c55d2f7e4", 2_010, 2_004, 6), new DropProvenance("workforce", "5d41402abc4b2a76", 43_377, 43_377, 0)])
        {
            Contracts = ContractSet.Embedded,
            History = SampleHistory.Of(rows, quarters: 12),
            Controls = SampleHistory.Controls(rows, quarters: 12),
        };
    }

    public static PackDocument Document(PackInput input) => PackComposer.Create(input);

    /// <summary>Every table of its document in order, including those of charts.</summary>
    public static IEnumerable<Table> Tables(PackInput input) => Document(input).Sections.SelectMany(s => s.Blocks).SelectMany(b => b switch
    {
        Table table => [table],
        Figure figure => figure.Chart.Views.Select(v => v.Table),
        _ => (IEnumerable<Table>)[],
    });

    public static string Html(PackInput input) => Encoding.UTF8.GetString(PackRenderer.Render(input).Single(f => f.Name == "index.html").Content.Span);

    /// <summary>The page, parsed by a strict XML parser that is independent of our writer.</summary>
    public static XDocument Page(PackInput input)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(Html(input)), settings);
        return XDocument.Load(reader);
    }

    /// <summary>Rows of a table's body by its caption id: the text of each cell.</summary>
    public static IReadOnlyList<string[]> Table(XDocument page, string captionId)
    {
        XElement table = page.Descendants("table").Single(t => (string?)t.Element("caption")?.Attribute("id") == captionId);
        return [.. table.Elements("tbody").Elements("tr").Select(r => r.Elements().Select(c => c.Value.Trim()).ToArray())];
    }
}
