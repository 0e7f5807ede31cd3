using IncDiv.Anonymisation.KAnonymity;
using IncDiv.Contracts.Microdata;

namespace IncDiv.Anonymisation.Tests.Microdata;

/// <summary>The seven rows of ARX's first example (disclosure.md O11).</summary>
public sealed class ArxExampleTests
{
    private static readonly string[][] Rows =
    [
        ["34", "male", "81667"], ["45", "female", "81675"], ["66", "male", "81925"], ["70", "female", "81931"],
        ["34", "female", "81931"], ["70", "male", "81931"], ["45", "male", "81931"],
    ];

    private static readonly Hierarchy Age = SmallTable.Hierarchy("age", ["34", "<50", "*"], ["45", "<50", "*"], ["66", ">=50", "*"], ["70", ">=50", "*"]);
    private static readonly Hierarchy Gender = SmallTable.Hierarchy("gender", ["male", "*"], ["female", "*"]);
    private static readonly Hierarchy Zip = SmallTable.Hierarchy("zip", [.. new[] { "81667", "81675", "81925", "81931" }.Select(z =>
        Enumerable.Range(0, 6).Select(level => level == 5 ? "*" : z[..(5 - level)] + new string('*', level)).ToArray())]);

    private static readonly QuasiIdentifier[] Quasi = [new("age", Age, 1), new("gender", Gender, 1), new("zip", Zip, 1)];

    [Fact]
    public void Two_anonymity_halves_the_ages_hides_gender_and_keeps_three_digits()
    {
        using QuasiHistogram histogram = SmallTable.Histogram(Quasi, Rows);

        MicrodataPlan plan = Assert.IsType<MicrodataPlan>(MicrodataPlanner.Plan(histogram, SmallTable.Model(k: 2)));

        Assert.Equal([1, 1, 2], plan.Node);
        Assert.Equal([2, 2, 3], plan.Classes.Select(c => c.Value).Order());
        Assert.Empty(plan.Suppressed);
    }

    [Fact]
    public void The_risks_fall_as_ARX_reports_them()
    {
        using QuasiHistogram histogram = SmallTable.Histogram(Quasi, Rows);

        MicrodataPlan plan = Assert.IsType<MicrodataPlan>(MicrodataPlanner.Plan(histogram, SmallTable.Model(k: 2)));

        Assert.Equal((1.0, 1.0, 7), (plan.Before.AverageProsecutorRisk, plan.Before.HighestProsecutorRisk, plan.Before.UniqueRecords));
        Assert.Equal((0.42857142857142855, 0.5, 0), (plan.After.AverageProsecutorRisk, plan.After.HighestProsecutorRisk, plan.After.UniqueRecords));
    }

    [Fact]
    public void Hierarchies_of_height_one_have_no_solution_and_this_is_reported()
    {
        QuasiIdentifier[] flat =
        [
            new("age", SmallTable.Hierarchy("age", ["34"], ["45"], ["66"], ["70"]), 1),
            new("gender", SmallTable.Hierarchy("gender", ["male"], ["female"]), 1),
            new("zip", SmallTable.Hierarchy("zip", ["81667"], ["81675"], ["81925"], ["81931"]), 1),
        ];
        using QuasiHistogram histogram = SmallTable.Histogram(flat, Rows);

        NoPlanFound none = Assert.IsType<NoPlanFound>(MicrodataPlanner.Plan(histogram, SmallTable.Model(k: 2)));

        Assert.Contains("k = 2", none.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_records_than_k_are_not_released()
    {
        using QuasiHistogram histogram = SmallTable.Histogram(Quasi, Rows);

        Assert.Contains(
            "too few records (7)", Assert.IsType<NoPlanFound>(MicrodataPlanner.Plan(histogram, SmallTable.Model(k: 8))).Reason, StringComparison.Ordinal);
    }
}
