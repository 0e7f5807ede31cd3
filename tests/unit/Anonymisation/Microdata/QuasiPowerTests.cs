using IncDiv.Anonymisation.KAnonymity;

namespace IncDiv.Anonymisation.Tests.Microdata;

public sealed class QuasiPowerTests
{
    // disclosure.md O11: age, sex, state.
    private static readonly string[][] Rows = [["20", "F", "CA"], ["30", "F", "CA"], ["40", "F", "TX"], ["20", "M", "NY"], ["40", "M", "CA"]];

    [Theory]
    [InlineData("1", .4, .6)]
    [InlineData("2", .6, .7)]
    [InlineData("0", .6, .8)]
    [InlineData("12", .8, .9)]
    [InlineData("01", 1, 1)]
    public void Columns_distinguish_records_as_in_the_example(string columns, double distinction, double separation)
    {
        long[] classes = [.. Rows.GroupBy(r => string.Join('|', columns.Select(c => r[c - '0']))).Select(g => g.LongCount())];

        Assert.Equal(distinction, QuasiPower.Distinction(classes), 12);
        Assert.Equal(separation, QuasiPower.Separation(classes), 12);
    }
}
