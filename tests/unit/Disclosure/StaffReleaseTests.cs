using Xunit.Abstractions;

namespace IncDiv.Disclosure.Tests;

/// <summary>Bar B4 of disclosure.md 8.1.</summary>
public sealed class StaffReleaseTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(5, 0.39)]
    [InlineData(10, 0.47)]
    public void Linked_tables_of_twelve_thousand_people_are_safe_with_little_hidden(int doubt, double most)
    {
        var requirement = new IntervalRequirement(doubt, doubt);

        ProtectionResult result = Protection.Protect(StaffRelease.Model(12_000, seed: 7, requirement), ContractSet.Embedded.Policy);

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Cells.Count(c => c.IsHidden)} of {result.Cells.Count} hidden, "
                + $"{result.Cells.Count(c => c.Reason == HiddenReason.Primary)} primaries, "
                + $"{result.Cells.Count(c => c.Reason == HiddenReason.Interval)} for intervals; "
                + $"{result.LinearPrograms} LPs, {result.Witnesses} exact witnesses"));
        Assert.True(result.IsSafe);
        Assert.InRange(result.Cells.Count, 1000, 1100);
        CellVerdict[] primaries = [.. result.Cells.Where(c => c.Reason == HiddenReason.Primary)];
        Assert.InRange(primaries.Length, 120, 180);
        Assert.All(primaries, p => Assert.True(requirement.IsMetBy(p.Certificate!.Lower, p.Certificate.Upper)));
        Assert.InRange(result.Cells.Count(c => c.IsHidden), primaries.Length, most * result.Cells.Count);
        Assert.DoesNotContain(result.Cells, c => c.IsHidden && c.Reason != HiddenReason.Primary && !c.Key.Contains('|', StringComparison.Ordinal));
    }
}
