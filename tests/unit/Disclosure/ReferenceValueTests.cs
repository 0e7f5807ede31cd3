using IncDiv.Disclosure.Cover;
using IncDiv.Disclosure.Suppression;

namespace IncDiv.Disclosure.Tests;

/// <summary>The worked examples of disclosure.md section 6.</summary>
public sealed class ReferenceValueTests
{
    private static readonly DisclosurePolicy ZerosHidden = ContractSet.Embedded.Policy with { ZerosShown = false };

    private static readonly TwoWayTable Regions = new(
        ["A", "B", "C", "D", "E", "F", "G", "H"], ["annet", "arbeid", "soshjelp", "trygd"],
        11, 11, 55, 36, 7, 1, 29, 18, 5, 8, 35, 25, 13, 2, 17, 13, 9, 14, 63, 52, 12, 9, 24, 22, 6, 4, 22, 8, 9, 3, 38, 15);

    [Fact]
    public void O1_hides_the_second_smallest_partner_of_each_small_cell_and_leaves_six_persons_of_doubt()
    {
        CoverModel model = Regions.Model(v => v is > 0 and <= 3, IntervalRequirement.Standard);

        ProtectionResult result = Protection.Protect(model, ZerosHidden with { Coalition = 0 });

        Assert.Equal(["B/annet", "B/arbeid", "D/annet", "D/arbeid", "H/annet", "H/arbeid"], Hidden(result));
        Assert.All(["B/arbeid", "D/arbeid", "H/arbeid"], cell => Assert.Equal((0, 6), Interval(model, result, cell, zerosShown: false)));
        Assert.True(result.IsSafe);
    }

    [Fact]
    public void O1_with_a_wider_interval_hides_more_until_ten_persons_of_doubt_remain()
    {
        CoverModel model = Regions.Model(v => v is > 0 and <= 3, new IntervalRequirement(10, 10));

        ProtectionResult result = Protection.Protect(model, ZerosHidden with { Coalition = 0 });

        Assert.All(
            ["B/arbeid", "D/arbeid", "H/arbeid"],
            cell => Assert.True(Interval(model, result, cell, zerosShown: false) is var (lo, up) && up - lo >= 10));
        Assert.True(Hidden(result).Length <= 9, string.Join(' ', Hidden(result)));
    }

    [Fact]
    public void O2_finds_the_intervals_that_the_handbook_prints()
    {
        CoverModel model = new TwoWayTable(["1", "2", "3"], ["1", "2"], 4, 3, 2, 1, 3, 3).Model(_ => false, IntervalRequirement.Standard);
        int[] hidden = [.. new[] { "1/1", "1/2", "2/1", "2/2" }.Select(k => Place(model, k))];

        Assert.Equal(
            [(3, 6), (1, 4), (0, 3), (0, 3)],
            hidden.Select(c => Interval(new SimplexBoundSolver(new FeasibleRegion(model, zerosShown: false, hidden)), c, model)));
    }

    [Fact]
    public void O3_two_hierarchies_over_the_same_places_need_one_more_cell_hidden_where_each_alone_needs_none()
    {
        CoverModel model = Counties(IntervalRequirement.Standard with { Width = 4, Upper = 4 });

        ProtectionResult result = Protection.Protect(model, ZerosHidden with { Coalition = 0 });

        Assert.Equal(["N"], result.Cells.Where(c => c.Reason is HiddenReason.Linear).Select(c => c.Key));
        Assert.Equal(
            [("A", (0, 4)), ("B", (0, 4)), ("K", (0, 10)), ("L", (0, 6)), ("M", (0, 6))],
            new[] { "A", "B", "K", "L", "M" }.Select(k => (k, Interval(model, result, k, zerosShown: false))));
    }

    [Fact]
    public void O3_with_five_persons_of_doubt_another_small_place_is_hidden()
    {
        CoverModel model = Counties(IntervalRequirement.Standard);

        ProtectionResult result = Protection.Protect(model, ZerosHidden with { Coalition = 0 });

        Assert.Single(result.Cells, c => c.Reason == HiddenReason.Interval);
        Assert.All(["A", "B"], k => Assert.Equal((0, 12), Interval(model, result, k, zerosShown: false)));
    }

    [Fact]
    public void O4_a_zero_that_must_not_be_known_hides_its_neighbours()
    {
        CoverModel model = new TwoWayTable(["young", "old"], ["Spain", "Iceland", "Portugal"], 5, 2, 0, 6, 3, 4).Model(
            v => v <= 1, new IntervalRequirement(1, 1));

        Assert.Equal(["old/Iceland", "old/Portugal", "young/Iceland", "young/Portugal"], Hidden(Protection.Protect(model, ZerosHidden)));
    }

    [Fact]
    public void O4_with_a_group_of_countries_hides_the_groups_too()
    {
        CoverModel model = new TwoWayTable(["Spain", "Iceland", "Portugal"], ["young", "old"], 5, 6, 2, 3, 0, 4)
            .With("EU", "Spain", "Portugal").With("nonEU", "Iceland").Model(v => v <= 2, new IntervalRequirement(1, 1));

        Assert.Equal(
            ["EU/old", "EU/young", "Iceland/old", "Iceland/young", "Portugal/old", "Portugal/young", "nonEU/old", "nonEU/young"],
            Hidden(Protection.Protect(model, ZerosHidden)));
    }

    [Fact]
    public void O4_of_2015_the_sum_of_two_zeros_must_not_be_known_either()
    {
        CoverModel model = new TwoWayTable(["young", "old"], ["Spain", "Iceland", "Portugal"], 5, 0, 0, 6, 3, 4).Model(
            v => v <= 2, new IntervalRequirement(1, 1));

        string[] hidden = Hidden(Protection.Protect(model, ZerosHidden));

        Assert.Contains("young/Spain", hidden);
        Assert.Contains("old/Spain", hidden);
        FigureSuppression byAdditionOnly = Protection.BuildUp(model, ZerosHidden with { Coalition = 0 });
        Assert.True(byAdditionOnly.Figures.Single(f => f.Figure.Key == "young/Spain").IsShown);
    }

    [Fact]
    public void O6_three_hidden_cells_that_sum_to_three_are_not_left_when_zeros_are_shown()
    {
        CoverModel model = new TwoWayTable(["1", "2"], ["A", "B", "H", "M", "W"], 1, 1, 7, 1, 0, 1, 0, 0, 2, 8).Model(
            v => v is > 0 and <= 2, IntervalRequirement.Standard);

        ProtectionResult result = Protection.Protect(model, ContractSet.Embedded.Policy);

        Assert.Contains("1/H", Hidden(result));
        Assert.Contains("+/H", Hidden(result));
        Assert.True(Interval(model, result, "1/A", zerosShown: true) is var (lo, up) && up - lo >= 5);
    }

    // Men who work fewer than 20 hours were published before. A table with a threshold of 25 hours is new.
    [Fact]
    public void O8_a_table_with_another_threshold_is_not_published_if_it_differs_from_a_public_one_by_one_person()
    {
        CoverModel model = CoverModel.Build([6, 1, 8],
        [
            new CoverCell("<20", [new(0)], 1) { State = CellState.Forced },
            new CoverCell("20+", [new(1), new(2)], 1) { State = CellState.Forced },
            new CoverCell("20-24", [new(1)], 1) { State = CellState.Primary },
            new CoverCell("<25", [new(0), new(1)], 1),
            new CoverCell("25+", [new(2)], 1),
        ]);

        Assert.Equal(["20-24", "25+", "<25"], Hidden(Protection.Protect(model, ContractSet.Embedded.Policy)));
    }

    private static CoverModel Counties(IntervalRequirement requirement)
    {
        long[] counts = [2, 2, 8, 8, 3, 3, 3, 7];
        string[] places = ["A", "B", "I", "J", "K", "L", "M", "N"];
        CoverCell Sum(string key, string parts) =>
            new(key, [.. parts.Select(p => new CoverTerm(Array.IndexOf(places, p.ToString())))], key.Length == 1 ? 2 : 1) { Requirement = requirement };
        return CoverModel.Build(counts,
        [
            .. places.Select((p, i) => Sum(p, p) with { State = counts[i] <= 3 ? CellState.Primary : CellState.Open }),
            Sum("county-1", "ABIJ"), Sum("county-2", "KLMN"), Sum("small", "ABIJKN"), Sum("BIG", "LM"), Sum("all", "ABIJKLMN") with { Importance = 0 },
        ]);
    }

    private static string[] Hidden(ProtectionResult result) => [.. result.Cells.Where(c => c.IsHidden).Select(c => c.Key)];

    private static int Place(CoverModel model, string key) => Array.FindIndex(model.Columns, c => c.Keys.Contains(key));

    // Solves the model again, without using the certificate.
    private static (int Lower, int Upper) Interval(CoverModel model, ProtectionResult result, string key, bool zerosShown)
    {
        var hidden = Hidden(result).Select(k => Place(model, k)).Distinct();
        return Interval(new SimplexBoundSolver(new FeasibleRegion(model, zerosShown, hidden)), Place(model, key), model);
    }

    private static (int Lower, int Upper) Interval(SimplexBoundSolver solver, int cell, CoverModel model) => (
        (int)Math.Round(model.Columns[cell].ValueOver(solver.Minimise(cell, double.NegativeInfinity).Rows)),
        (int)Math.Round(model.Columns[cell].ValueOver(solver.Maximise(cell, double.PositiveInfinity).Rows)));
}
