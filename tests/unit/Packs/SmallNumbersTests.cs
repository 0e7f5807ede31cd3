using IncDiv.Packs.Sections;

namespace IncDiv.Packs.Tests;

public sealed class SmallNumbersTests
{
    [Theory]
    [InlineData(false, 2, 4, "figures of 2 or fewer people, and of 4 or fewer people in a group of fewer than 100 or of senior ranks are suppressed")]
    [InlineData(false, 0, 4, "figures of 4 or fewer people in a group of fewer than 100 or of senior ranks are suppressed")]
    [InlineData(false, 0, 0, "A small numerator over a large base is shown otherwise.")]
    [InlineData(true, 2, 4, "The same holds for all other figures.")]
    public void The_methods_say_of_how_few_people_no_figure_is_shown(bool isEverybody, int everywhere, int inSmallGroups, string said)
    {
        DisclosureThresholds printed = ContractSet.Embedded.Policy.Printed;
        SmallNumerators few = printed.Few with { IsEverybody = isEverybody, Everywhere = everywhere, InSmallGroups = inSmallGroups };
        string text = MethodSection.SmallNumbers(printed with { Few = few });
        Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.Contains("A pay gap needs 25 people on either side.", text, StringComparison.Ordinal);
        Assert.Equal(inSmallGroups > 0 && !isEverybody, text.Contains("ethnicity, religion", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "A small numerator over a large base is shown otherwise.")]
    [InlineData(1, "is defined by ethnicity, figures of 2 or fewer people")]
    [InlineData(2, "is defined by ethnicity or religion, figures of 2 or fewer people")]
    public void The_methods_name_what_chooses_people_however_little_that_is(int columns, string said)
    {
        DisclosureThresholds printed = ContractSet.Embedded.Policy.Printed;
        SmallNumerators few = printed.Few with { Columns = [.. printed.Few.Columns.Take(columns)], Codes = new Dictionary<string, IReadOnlySet<string>>() };
        Assert.Contains(said, MethodSection.SmallNumbers(printed with { Few = few }), StringComparison.Ordinal);
    }
}
