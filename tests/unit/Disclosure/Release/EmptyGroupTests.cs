using IncDiv.Disclosure.Release;

namespace IncDiv.Disclosure.Tests.Release;

/// <summary>Groups of nobody (disclosure.md S3c): that there is nobody is shown, unless they would have a sensitive property.</summary>
public sealed class EmptyGroupTests
{
    private readonly ReleasedMeasures _released = new Force("workforce")
        .Add(300, "worker_type=OFFICER leaver=false rank=Constable ethnicity=W1 sex=M sexual_orientation=HET")
        .Add(200, "worker_type=OFFICER leaver=false rank=Constable ethnicity=B1 sex=F sexual_orientation=HET")
        .Release("WF-06", "WF-07b", "WF-07c", "WF-07e");

    [Theory]
    [InlineData("WF-07c")]
    [InlineData("WF-07e")]
    public void That_nobody_is_of_a_sexual_orientation_is_masked(string measure) =>
        Assert.Contains("LGB+", _released.Masked(measure, "sexual_orientation"));

    [Fact]
    public void That_nobody_is_on_the_staff_is_shown() =>
        Assert.Contains(
            _released.Rows,
            r => r is { MeasureId: "WF-06", Breakdown: "worker_type", Group: "Staff", N: 0 } && r.Symbol.HasFlag(Symbols.NotApplicable));

    [Fact]
    public void A_comparison_with_nobody_goes_with_its_masked_side()
    {
        MeasureRow[] comparisons = [.. _released.Rows.Where(r => r is { MeasureId: "WF-07c", Breakdown: "sexual_orientation" } && r.Comparator.Length > 0)];
        Assert.NotEmpty(comparisons);
        Assert.All(comparisons, r => Assert.True(r.Symbol.HasFlag(Symbols.Suppressed)));
    }
}
