namespace IncDiv.Acceptance.Tests;

/// <summary>Bar B1 (disclosure.md 8.1): the attacker, which shares no code with the product, finds nothing in the published files.</summary>
[Collection(DemoTests.Name)]
public sealed class AttackTests(DemoFixture demo)
{
    private static readonly int Releases = Setting.Number("INCDIV_RELEASES", usual: 6);

    [Fact]
    public async Task The_attacker_finds_nothing_in_the_demo()
    {
        Outcome attack = await Command.AttackAsync(demo.Folder, 300);
        Assert.True(attack.ExitCode == 0, attack.Output + attack.Messages);
    }

    [Fact]
    public async Task The_attacker_finds_nothing_in_seeded_releases()
    {
        using var folder = new TemporaryFolder();
        for (int seed = 0; seed < Releases; seed++)
            Assert.Equal((seed, 0), (seed, await SyntheticReleases.WriteAsync(seed, folder["."])));

        Outcome attack = await Command.AttackAsync(folder["."], 300);

        Assert.True(attack.ExitCode == 0, attack.Output + attack.Messages);
    }
}
