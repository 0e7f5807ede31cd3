using IncDiv.Disclosure.Cover;
using IncDiv.Disclosure.Linear;
using IncDiv.Disclosure.Suppression;
using IncDiv.Disclosure.Tests.Intervals;

namespace IncDiv.Disclosure.Tests;

public sealed class ProtectionTests
{
    private static readonly DisclosurePolicy Policy = ContractSet.Embedded.Policy with { Standard = TinyRelease.Requirement };

    // The reference solver enumerates every table of whole persons. The product must not claim more protection than it finds.
    [Fact]
    public void No_primary_of_five_hundred_random_releases_can_be_worked_out_and_no_certificate_claims_too_much()
    {
        int primaries = 0, stopped = 0, tooMuch = 0;
        for (int seed = 0; seed < 500; seed++)
        {
            (long[] counts, List<CoverCell> cells) = TinyRelease.Draw(seed);
            CoverModel model = CoverModel.Build(counts, cells);

            ProtectionResult result = Protection.Protect(model, Policy);

            if (!result.IsSafe)
            {
                stopped++;
                continue;
            }
            Dictionary<string, CellVerdict> verdicts = result.Cells.ToDictionary(c => c.Key);
            var judge = new EnumeratingBoundSolver(new FeasibleRegion(
                model, zerosShown: true, Enumerable.Range(0, model.CellCount).Where(c => verdicts[model.Columns[c].Key].IsHidden)));
            foreach (int primary in Enumerable.Range(0, model.CellCount).Where(c => model.Columns[c].IsPrimary))
            {
                CellCertificate certificate = verdicts[model.Columns[primary].Key].Certificate!;
                (long lower, long upper) = judge.Interval(primary);
                primaries++;
                Assert.True(TinyRelease.Requirement.IsMetBy(certificate.Lower, certificate.Upper));
                Assert.True(
                    upper > lower,
                    $"release {seed}: {model.Columns[primary].Key} [{lower}, {upper}], claimed [{certificate.Lower}, {certificate.Upper}]");
                tooMuch += certificate.Lower < lower || certificate.Upper > upper ? 1 : 0;
            }
        }
        Assert.True(primaries > 300 && stopped < 250, $"{primaries} primaries, {stopped} releases stopped, {tooMuch}");
        Assert.Equal(0, tooMuch);
    }

    [Fact]
    public void One_more_table_never_lowers_protection_silently()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            (long[] counts, List<CoverCell> cells) = TinyRelease.Draw(seed);
            cells.Add(TinyRelease.Cell("more", [0, 1], counts, 1));

            ProtectionResult result = Protection.Protect(CoverModel.Build(counts, cells), Policy);

            if (result.IsSafe)
                Assert.All(cells.Where(c => c.State == CellState.Primary), c =>
                    Assert.True(
                        result.Cells.Single(r => r.Key == c.Key) is { IsHidden: true, Certificate: { } proof }
                            && TinyRelease.Requirement.IsMetBy(proof.Lower, proof.Upper)));
            else
                Assert.All(result.TooNarrow, t => Assert.DoesNotContain(result.Cells, c => c.Key == t.Key && !c.IsHidden));
        }
    }

    [Fact]
    public void A_group_that_sums_two_categories_reveals_neither()
    {
        TwoWayTable table() => new(["A", "B", "C", "D"], ["1", "2", "3"], 4, 40, 60, 30, 7, 50, 70, 80, 90, 45, 55, 65);
        CoverModel alone = table().Model(v => v < 10, IntervalRequirement.Standard);
        CoverModel grouped = table().With("A or B", "A", "B").Model(v => v < 10, IntervalRequirement.Standard);

        ProtectionResult result = Protection.Protect(grouped, ContractSet.Embedded.Policy);

        Assert.True(result.IsSafe);
        Assert.All(alone.Columns.Where(c => c.IsPrimary), p => Assert.True(result.Cells.Single(c => c.Key == p.Key).IsHidden));
    }

    [Fact]
    public void The_pattern_is_the_same_for_shuffled_input_and_another_culture()
    {
        string expected = Words(Protection.Protect(Shuffled(null), ContractSet.Embedded.Policy));
        CultureInfo culture = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = WithSigns(",", "−");
            Assert.Equal(expected, Words(Protection.Protect(Shuffled(1), ContractSet.Embedded.Policy)));
            Thread.CurrentThread.CurrentCulture = WithSigns("'", "~");
            Assert.Equal(expected, Words(Protection.Protect(Shuffled(2), ContractSet.Embedded.Policy)));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }

    [Fact]
    public void A_primary_that_follows_from_what_is_public_stops_the_release_and_names_keys_only()
    {
        CoverModel model = CoverModel.Build([3, 40, 50],
        [
            new CoverCell("men", [new(0), new(1)], 1) { State = CellState.Forced },
            new CoverCell("men in Camden", [new(1)], 2) { State = CellState.Forced },
            new CoverCell("women", [new(2)], 1) { State = CellState.Forced },
            new CoverCell("men elsewhere", [new(0)], 2) { State = CellState.Primary },
        ]);

        ProtectionResult result = Protection.Protect(model, ContractSet.Embedded.Policy);

        Assert.False(result.IsSafe);
        DisclosedCell disclosed = Assert.Single(result.AlreadyDisclosed);
        Assert.Equal("men elsewhere", disclosed.Key);
        Assert.Equal(["men", "men in Camden"], disclosed.By);
    }

    [Fact]
    public void Primaries_that_count_the_same_people_are_all_named_and_nothing_else_of_their_column()
    {
        CoverModel model = CoverModel.Build([3, 40],
        [
            new CoverCell("all", [new(0), new(1)], 0) { State = CellState.Forced },
            new CoverCell("men", [new(1)], 1) { State = CellState.Forced },
            new CoverCell("= an equation", [new(0)], 0) { State = CellState.Forced },
            new CoverCell("women", [new(0)], 1) { State = CellState.Primary },
            new CoverCell("women in Camden", [new(0)], 2) { State = CellState.Primary },
        ]);
        Assert.Equal(["women", "women in Camden"], Protection.Protect(model, ContractSet.Embedded.Policy).AlreadyDisclosed.Select(d => d.Key));
    }

    [Fact]
    public void A_primary_that_public_figures_confine_is_reported_as_too_narrow()
    {
        CoverModel model = CoverModel.Build([3, 2, 50],
        [
            new CoverCell("all", [new(0), new(1), new(2)], 0) { State = CellState.Forced },
            new CoverCell("big", [new(2)], 1) { State = CellState.Forced },
            new CoverCell("one", [new(0)], 1) { State = CellState.Primary },
            new CoverCell("two", [new(1)], 1) { State = CellState.Primary },
        ]);

        ProtectionResult result = Protection.Protect(model, ContractSet.Embedded.Policy);

        Assert.Equal(["one", "two"], result.TooNarrow.Select(t => t.Key));
        Assert.All(result.TooNarrow, t => Assert.Equal(["all", "big"], t.By));
    }

    [Fact]
    public void The_one_person_behind_a_hidden_cell_cannot_work_out_another()
    {
        CoverModel model = new TwoWayTable(["1", "2", "3"], ["a", "b", "c"], 1, 4, 40, 50, 60, 70, 80, 90, 95).Model(v => v < 10, IntervalRequirement.Standard);

        bool CanSubtractWith(int coalition) =>
            CanSubtract(Protection.BuildUp(model, ContractSet.Embedded.Policy with { Coalition = coalition }).Components.Single());

        Assert.True(CanSubtractWith(0));
        Assert.False(CanSubtractWith(1));
    }

    [Fact]
    public void Secondary_suppressions_keep_their_interval_too_if_the_policy_requires_it()
    {
        CoverModel model = StaffRelease.Model(1500, seed: 3, IntervalRequirement.Standard);

        ProtectionResult result = Protection.Protect(model, ContractSet.Embedded.Policy with { ProtectSecondaries = true });

        Assert.True(result.IsSafe);
        Assert.Contains(result.Cells, c => c.IsHidden && c.Reason != HiddenReason.Primary);
        Assert.All(result.Cells, c => Assert.Equal(c.IsHidden, c.Certificate is { } proof && IntervalRequirement.Standard.IsMetBy(proof.Lower, proof.Upper)));
    }

    // Two tables of the same people without a published joint distribution: one equation says that their totals are equal.
    [Fact]
    public void A_link_equation_carries_protection_from_one_table_to_another()
    {
        CoverModel model = CoverModel.Build([3, 60, 20, 43],
        [
            new CoverCell("first/all", [new(0), new(1)], 0),
            new CoverCell("first/few", [new(0)], 1) { State = CellState.Primary },
            new CoverCell("first/many", [new(1)], 1) { State = CellState.Forced },
            new CoverCell("second/x", [new(2)], 1),
            new CoverCell("second/y", [new(3)], 1),
            new CoverCell("link", [new(0), new(1), new(2, -1), new(3, -1)], 0) { State = CellState.Forced },
        ]);

        ProtectionResult result = Protection.Protect(model, ContractSet.Embedded.Policy);

        Assert.True(result.IsSafe);
        Assert.Contains(result.Cells, c => c.IsHidden && c.Key.StartsWith("second", StringComparison.Ordinal));
    }

    private static bool CanSubtract(Component component)
    {
        CoverModel model = component.Model;
        var span = new PublishedSpan(model);
        foreach (int cell in Enumerable.Range(0, model.CellCount).Where(c => !component.IsHidden(c)))
            span.Publish(cell);
        int[] primaries = [.. Enumerable.Range(0, model.CellCount).Where(c => model.Columns[c].IsPrimary)];
        return primaries.Any(one => model.Columns[one].Value == 1 && primaries.Any(p => p != one && span.ContainsWith(one, p)));
    }

    private static CoverModel Shuffled(int? seed)
    {
        Combination[] combinations = [.. StaffRelease.Draw(300, seed: 5)];
        if (seed is { } given)
            new Random(given).Shuffle(combinations);
        int[] parts = [0, 1];
        CoverCell Mark(CoverCell cell, long value) => cell with { State = PrimaryRules.IsSmall(value, 10) ? CellState.Primary : CellState.Open };
        // Two parts that share no row.
        CoverModel whole = MicrodataCover.Build(StaffRelease.Dimensions, combinations, StaffRelease.Tables, Mark);
        return CoverModel.Build(
            [.. parts.SelectMany(_ => whole.Counts)],
            parts.SelectMany(part => whole.Columns.Select(c => Mark(
                new CoverCell($"{part}/{c.Key}", [.. c.Rows.Select(r => new CoverTerm(r + part * whole.RowCount))], c.Importance), c.Value))));
    }

    private static CultureInfo WithSigns(string point, string minus)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NegativeSign) = (point, minus);
        return culture;
    }

    private static string Words(ProtectionResult result) =>
        string.Join('\n', result.Cells.Select(c => c.ToString()).Append($"{result.LinearPrograms} {result.Witnesses}"));
}
