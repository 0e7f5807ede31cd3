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
    [InlineData(3, 40, true)]
    [InlineData(37, 40, true)]
    [InlineData(20, 40, false)]
    [InlineData(0, 40, false)]
    public void A_proportion_has_two_sides(long numerator, long persons, bool small) =>
        Assert.Equal(small, PrimaryRules.HasSmallSide(numerator, persons, minimum: 10));

    [Theory]
    [InlineData(0, 20, false, true)]
    [InlineData(20, 20, false, true)]
    [InlineData(0, 30, false, false)]
    [InlineData(0, 30, true, true)]
    [InlineData(1, 20, false, false)]
    [InlineData(0, 0, true, false)]
    public void A_share_of_nobody_or_everybody_in_a_small_group_reveals_each_member(long numerator, long persons, bool isSensitive, bool discloses) =>
        Assert.Equal(discloses, PrimaryRules.DisclosesGroup(numerator, persons, groupMinimum: 30, isSensitive));

    // The handbook's examples of disclosure.md O8, and one of each kind that passes.
    [Theory]
    [InlineData(7, 6, true)]
    [InlineData(8, 7, true)]
    [InlineData(20, 19, true)]
    [InlineData(22, 22, false)]
    [InlineData(40, 22, false)]
    public void A_difference_from_a_public_figure_is_a_figure_itself(long persons, long published, bool small) =>
        Assert.Equal(small, PrimaryRules.IsSmallDifference(persons, published, minimum: 10));
}
