namespace IncDiv.Disclosure.Tests.Policies;

public sealed class PrimaryRulesTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void A_figure_about_some_but_fewer_persons_than_the_threshold_is_small(long persons, bool small) =>
        Assert.Equal(small, PrimaryRules.IsSmall(persons, minimum: 10));

    [Theory]
    [InlineData(0, 20, false, true)]
    [InlineData(20, 20, false, true)]
    [InlineData(0, 30, false, false)]
    [InlineData(0, 30, true, true)]
    [InlineData(1, 20, false, false)]
    [InlineData(0, 0, true, false)]
    public void A_share_of_nobody_or_everybody_in_a_small_group_reveals_each_member(long numerator, long persons, bool isSensitive, bool discloses) =>
        Assert.Equal(discloses, PrimaryRules.DisclosesGroup(numerator, persons, groupMinimum: 30, isSensitive));
}
