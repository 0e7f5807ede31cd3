using IncDiv.Packs.Charts;
using IncDiv.Packs.Charts.Shapes;
using IncDiv.Packs.Document;

namespace IncDiv.Packs.Tests;

public sealed class ChartTests
{
    private static readonly Chart[] Charts = [.. Of(SamplePack.Input())];

    [Fact]
    public void A_chart_of_a_survey_has_a_view_of_four_quarters_and_one_of_single_quarters() =>
        Assert.Equal(["Four quarters together", "Single quarters"], Chart("objective-3-chart-1-PAS-05").Views.Select(v => v.Name));

    [Fact]
    public void A_suppressed_quarter_is_a_gap_with_its_symbol_and_a_note()
    {
        ChartView view = Chart("objective-3-chart-1-PAS-05").Views[0];
        Assert.Contains("Not drawn: 2025-26 Q1 [c].", view.Note, StringComparison.Ordinal);
        Assert.Contains("Not published: 2024-25 Q2.", view.Note, StringComparison.Ordinal);
        Assert.Contains(view.Drawing!.Shapes.OfType<Label>(), l => l.Text == "[c]");
        // Thirteen quarters, of which one is suppressed and one is missing: the line is broken twice.
        Assert.Equal(11, view.Drawing.Shapes.OfType<Mark>().Count());
        Assert.Equal(3, view.Drawing.Shapes.OfType<Stroke>().Count(s => s is { Colour: ColourRole.First, Points.Count: > 1 }));
    }

    [Fact]
    public void The_table_of_a_trend_holds_every_quarter_and_the_last_is_the_row()
    {
        Table table = Chart("objective-3-chart-1-PAS-05").Views[0].Table;
        Assert.Equal(13, table.Rows.Count);
        Assert.Equal(["2026-27 Q2", "74.6%", "73.7 to 75.5", "12,806"], table.Rows[^1].Cells.Select(c => c.Shown));
    }

    [Fact]
    public void The_title_of_a_trend_says_no_more_than_the_test() =>
        Assert.Equal("Trust the Met: 74.6%, no clear change on a year before", Chart("objective-3-chart-1-PAS-05").Views[0].Finding);

    [Fact]
    public void The_title_of_groups_names_those_that_are_lower() =>
        Assert.Equal("Mixed and Black lower than White; no clear difference between Asian and White", Chart("objective-3-chart-3").Views[0].Finding);

    [Fact]
    public void A_suppressed_group_is_named_in_a_note_and_never_drawn()
    {
        ChartView view = Chart("objective-3-chart-3").Views[0];
        Assert.Equal(4, view.Drawing!.Shapes.OfType<Mark>().Count());
        Assert.Equal("Not drawn: Other [c].", view.Note);
        Assert.DoesNotContain(view.Drawing.Shapes.OfType<Label>(), l => l.Text == "Other");
    }

    [Fact]
    public void A_signal_of_a_control_chart_has_a_shape_of_its_own()
    {
        ChartView view = Chart("objective-3-chart-2-PAS-05").Views[0];
        Assert.Single(view.Drawing!.Shapes.OfType<Mark>(), m => m.Kind == MarkKind.TriangleUp);
        Assert.Equal("improvement", view.Table.Rows[^1].Cells[2].Shown);
    }

    [Fact]
    public void A_dumbbell_joins_two_groups()
    {
        ChartView view = Chart("objective-3-chart-4").Views[0];
        Assert.Equal("BME against White: lower in 1 of 1 measures", view.Finding);
        Assert.Equal(["71.6%", "79.4%", "\u22127.8 percentage points"], view.Table.Rows[0].Cells.Skip(1).Take(3).Select(c => c.Shown));
        Assert.Equal([MarkKind.Square, MarkKind.Circle], view.Drawing!.Shapes.OfType<Mark>().Select(m => m.Kind));
    }

    [Fact]
    public void A_ratio_has_a_logarithmic_axis_with_1_marked()
    {
        ChartView view = Chart("objective-1-chart-5").Views[0];
        Assert.Equal("Representation index: BME officers: below 1", view.Finding);
        Assert.Contains(view.Drawing!.Shapes.OfType<Label>(), l => l.Text == "0.5");
    }

    [Fact]
    public void Every_place_has_a_small_chart_and_a_ring_if_it_does_not_differ()
    {
        Drawing drawing = Chart("objective-3-chart-5-PAS-05").Views[0].Drawing!;
        Assert.Equal(7, drawing.Shapes.OfType<Mark>().Count());
        Assert.Equal(4, drawing.Shapes.OfType<Mark>().Count(m => m.Kind == MarkKind.Ring));
    }

    [Fact]
    public void Everything_stays_inside_its_drawing() => Assert.All(Charts.SelectMany(c => c.Views).Select(v => v.Drawing).OfType<Drawing>(), drawing =>
    {
        foreach (Label label in drawing.Shapes.OfType<Label>())
        {
            double width = TextWidth.Measure(label.Text, label.Size);
            double left = label.Anchor switch { Anchor.Start => label.X, Anchor.Middle => label.X - width / 2, _ => label.X - width };
            Assert.InRange(left, -12, drawing.Width);
            Assert.InRange(left + width, 0, drawing.Width + 12);
            Assert.InRange(label.Y, 0, drawing.Height);
        }
        Assert.All(
            drawing.Shapes.OfType<Stroke>().SelectMany(s => s.Points),
            p => Assert.True(p.X >= 0 && p.X <= drawing.Width && p.Y >= 0 && p.Y <= drawing.Height));
    });

    [Fact]
    public void Every_table_of_a_document_has_a_cell_for_each_column_a_unique_name_and_a_unique_id()
    {
        List<Table> tables = [.. SamplePack.Tables(SamplePack.Input())];
        Assert.Equal(tables.Count, tables.Select(t => t.Name).Distinct().Count());
        Assert.Equal(tables.Count, tables.Select(t => t.Id).Distinct().Count());
        Assert.All(tables, t => Assert.InRange(t.Name.Length, 1, 31));
        Assert.All(tables, t => Assert.All(t.Rows, r => Assert.Equal(t.Columns.Count, r.Cells.Count)));
        Assert.All(tables.SelectMany(t => t.Rows).SelectMany(r => r.Cells), c => Assert.NotEmpty(c.Shown));
    }

    [Theory]
    [InlineData(0, 10, 1, 0, 10)]
    [InlineData(71.2, 78.4, 71.2, 70, 80)]
    [InlineData(5, 5, 5, 4, 6)]
    public void A_linear_axis_has_round_ends_that_hold_every_value(double low, double high, double value, double first, double last)
    {
        var scale = Scale.Linear([low, high], 0, 100, isFromZero: false);
        Assert.Equal((first, last), (scale.Ticks[0], scale.Ticks[^1]));
        Assert.InRange(scale.At(value), 0, 100);
    }

    [Fact]
    public void On_a_logarithmic_axis_twice_and_half_are_equally_far_from_1()
    {
        var scale = Scale.Logarithmic([0.4, 3], 0, 100);
        Assert.Equal(scale.At(2) - scale.At(1), scale.At(1) - scale.At(0.5), 6);
        Assert.Equal(0, scale.At(0));
    }

    private static IEnumerable<Chart> Of(PackInput input) =>
        SamplePack.Document(input).Sections.SelectMany(s => s.Blocks).OfType<Figure>().Select(f => f.Chart);

    private static Chart Chart(string id) => Charts.Single(c => c.Id == id);
}
