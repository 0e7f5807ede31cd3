using IncDiv.Storage.Packs;

namespace IncDiv.Acceptance.Tests;

public sealed class PublishScheduleTests
{
    [Fact]
    public async Task The_timer_publishes_a_pack_that_is_due_once_and_by_itself()
    {
        await using Machine machine = await Machine.StartAsync(("PublishSchedule", "*/1 * * * * *"));
        await machine.DropAsync("workforce/march.csv", await Drops.OfAsync("workforce", Drops.Quarter, 100));
        await machine.UntilAsync(async () => (await machine.PacksAsync(Drops.Quarter)).Count > 0);

        PackRecord pack = Assert.Single(await machine.PacksAsync(Drops.Quarter));
        Assert.Equal(("stride-quarterly", 1, "stride-quarterly/2016-17-Q4/edition-1"), (pack.PackId, pack.Edition, pack.Path));
    }
}
