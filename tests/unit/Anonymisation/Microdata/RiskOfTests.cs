using IncDiv.Anonymisation.KAnonymity;

namespace IncDiv.Anonymisation.Tests.Microdata;

public sealed class RiskOfTests
{
    // disclosure.md O12: sdcMicro's example of freqCalc, with its weights.
    private static readonly string?[][] Rows =
        [["2", "3", "1"], ["3", "3", "3"], ["2", "3", "1"], ["2", "3", "2"], ["3", "3", "1"], ["3", "3", "1"], ["1", "4", "1"], ["2", "3", "1"]];

    private static readonly double[] Weights = [18, 45.5, 39, 17, 92, 8, 123.5, 51];
    private static readonly double[] Population = [108, 45.5, 108, 17, 100, 100, 123.5, 108];

    [Fact]
    public void Sample_and_population_frequencies_are_those_of_sdcMicro()
    {
        ClassTable classes = Classes(Rows, out UInt128[] keys);

        Assert.Equal([3, 1, 3, 1, 2, 2, 1, 3], keys.Select(k => classes.Counts[classes.Find(k)]));
        Assert.Equal(Population, keys.Select(k => keys.Zip(Weights).Where(r => r.First == k).Sum(r => r.Second)));
    }

    [Fact]
    public void A_missing_value_is_a_value_of_its_own()
    {
        string?[][] rows = [.. Rows.Select((r, i) => i is 2 or 6 ? [r[0], r[1], null] : r)];

        ClassTable classes = Classes(rows, out UInt128[] keys);

        Assert.Equal([2, 1, 1, 1, 2, 2, 1, 2], keys.Select(k => classes.Counts[classes.Find(k)]));
    }

    [Fact]
    public void The_approximate_individual_risk_is_that_of_sdcMicro()
    {
        int[] sample = [3, 1, 3, 1, 2, 2, 1, 3];
        double[] expected = [.01369863, .08579129, .01369863, .17707583, .01877883, .01877883, .03931625, .01369863];

        for (int i = 0; i < sample.Length; i++)
            Assert.Equal(expected[i], RiskOf.Record(sample[i], Population[i]), 8);
    }

    [Fact]
    public void Where_the_table_holds_everyone_the_journalist_knows_as_much_as_the_prosecutor()
    {
        var risk = RiskOf.Table([4, 10, 6], population: null);

        Assert.Equal(
            (0.25, 0.25, 0.15, 0.15),
            (risk.HighestProsecutorRisk, risk.HighestJournalistRisk, risk.AverageProsecutorRisk, risk.AverageJournalistRisk));
        Assert.True(RiskOf.Table([4, 10, 6], population: 2000).HighestJournalistRisk < 0.01);
    }

    private static ClassTable Classes(string?[][] rows, out UInt128[] keys)
    {
        using QuasiHistogram histogram = SmallTable.Histogram(
            [
                .. "ABC".Select(
                    c => new IncDiv.Contracts.Microdata.QuasiIdentifier(
                        c.ToString(), SmallTable.Hierarchy(c.ToString(), ["1", "*"], ["2", "*"], ["3", "*"], ["4", "*"]), 1)),
            ],
            rows);
        foreach (QuasiColumn column in histogram.Columns)
            column.Seal();
        keys = [.. rows.Select(r => histogram.Columns.Select((c, i) => (UInt128)c.RawCode(r[i]) << c.Shift).Aggregate((a, b) => a | b))];
        var classes = new ClassTable();
        Assert.True(histogram.Count([0, 0, 0], classes, int.MaxValue));
        return classes;
    }
}
