using IncDiv.Packs.Charts;
using IncDiv.Packs.Charts.Shapes;
using IncDiv.Packs.Document;

namespace IncDiv.Packs.Tests;

/// <summary>A small document with every kind of block, and with labels that contain markup and other unexpected text.</summary>
internal static class SampleDocument
{
    public const string Markup = "<script>alert(1)</script> & \"=1+1\"";
    public const string Long = "Commander, Frontline Policing, Territorial Operations and Neighbourhoods, North-West";

    public static PackDocument Create() => new(
        "Inclusion and diversity performance", "2026-27 Q2, data to 30 September 2026",
        "STR.I.D.E Board", [new Fact("Publication date", "30 October 2026"), new Fact("Edition", "1")],
        [
            new PackSection("headlines", "Headlines", [new Messages([new Message("Trust", ["75% trust the Met.", "No clear change."])])]),
            new PackSection(
                "trust", "Trust in the Met",
                [
                    new Paragraph("Figures are weighted.", "Weights."),
                    new Heading("trust-groups", "By group"),
                    new Figure(new Chart(
                        "trust-chart",
                        [
                            new ChartView(
                                "Four quarters", "Trust fell", "Percent", "Dots are figures.",
                                "Other is suppressed.", "Trust by group", Picture(), ByGroup("chart-table", "Chart")),
                        ])),
                    ByGroup("trust-table", "Trust by group"),
                ]),
            new PackSection("symbols", "Symbols", [new Definitions([new Fact("[c]", "Suppressed.")]), new Paragraph("Read with care.", IsNotice: true)]),
        ]);

    public static Table ByGroup(string id, string name) => new(
        id, name, "Trust in the Met by group", "Measure",
        [
            new Column("Group"), new Column("Figure", ColumnKind.Figure),
            new Column("95% interval", ColumnKind.Interval), new Column("Change", ColumnKind.Figure), new Column("Word"),
        ],
        [
            new Row(
                "PAS-05 Trust",
                [
                    Markup, new FigureCell("74.6%", 74.6m, 1, Unit.Percent), new IntervalCell("73.7 to 75.5", 73.7m, 75.5m, 1),
                    new FigureCell("\u22120.4 percentage points", -0.4m, 1, Unit.PercentagePoints, true), new TextCell("lower", "▼"),
                ]),
            new Row(
                "PAS-05 Trust",
                [
                    Long, new FigureCell("61.0% [u]", 61m, 1, Unit.Percent, Symbol: "[u]"),
                    new IntervalCell("47.0 to 75.0", 47m, 75m, 1), "[x]", "none",
                ]),
            new Row(
                "PAS-05 Trust",
                [
                    "Other", "[c]", "[c]", "[c]", "none",
                ]),
        ]);

    private static Drawing Picture() => new(
        430, 120,
        [
            Stroke.Create(10, 100, 400, 100, ColourRole.Grid, 1, 3),
            new Area([new Point(20, 80), new Point(200, 60), new Point(200, 80), new Point(20, 95)], ColourRole.Band),
            new Mark(100, 70, MarkKind.Diamond, ColourRole.First),
            new Mark(150, 70, MarkKind.Ring, ColourRole.Second),
            new Label(100, 40, "BME 74.6%", Anchor.Middle, IsBold: true),
        ]);
}
