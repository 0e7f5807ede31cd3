using IncDiv.Contracts.PackDefinitions;
using IncDiv.Storage.Packs;

namespace IncDiv.Workflows.Tests;

/// <summary>Two years on a simulated clock: each pack is published once for each of its quarters, on its date, whatever runs in between.</summary>
[Collection(WorkflowsTests.Second)]
public sealed class TwoYearsOfPacksTests(WorkflowsFixture fixture)
{
    private static readonly Quarter First = new(2016, 4);

    private static readonly Quarter[] Quarters = [.. Enumerable.Range(0, 8).Select(First.AddQuarters)];

    [Fact]
    public async Task Every_pack_is_published_once_for_each_of_its_quarters_on_its_due_date()
    {
        var clock = new Clock();
        Pipeline pipeline = await Pipeline.CreateAsync(fixture.NewAccount(), [], today: "", clock);
        await MeasuredAsync(pipeline);
        int runs = 0;
        foreach (DateOnly day in Days())
        {
            clock.Today = day;
            // A timer that fires twice changes nothing.
            await pipeline.Publication.PublishDueAsync(CancellationToken.None);
            if (++runs % 5 == 0)
                await pipeline.Publication.PublishDueAsync(CancellationToken.None);
        }
        IReadOnlyList<PackRecord> published = await pipeline.Packs.ListAsync(CancellationToken.None);
        string[] expected =
        [
            .. ContractSet.Embedded.Packs.Packs
                .SelectMany(p => Quarters.Where(p.Publication.Has).Select(q => $"{p.Id} {q} edition 1 on {p.Publication.DueDate(q):yyyy-MM-dd}"))
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(28, expected.Length);
        Assert.Equal(
            expected,
            published.Select(p => $"{p.PackId} {p.Quarter} edition {p.Edition} on {DateOnly.FromDateTime(p.Published.UtcDateTime):yyyy-MM-dd}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_pack_becomes_due_on_its_date_and_stays_due_on_every_day_of_two_years()
    {
        foreach (PackDefinition pack in ContractSet.Embedded.Packs.Packs)
            foreach (Quarter quarter in Quarters)
            {
                DateOnly[] due = [.. Enumerable.Range(0, 731).Select(First.LastDay.AddDays).Where(d => pack.Publication.IsDue(quarter, isComplete: false, d))];
                bool isIn = pack.Publication.Has(quarter) && pack.Publication.DueDate(quarter) <= First.LastDay.AddDays(730);
                Assert.Equal(isIn ? [pack.Publication.DueDate(quarter)] : [], due.Take(1));
                Assert.Equal(due.Length, due.Length == 0 ? 0 : First.LastDay.AddDays(730).DayNumber - due[0].DayNumber + 1);
            }
    }

    // The day before each due date and the due date, in chronological order.
    private static IEnumerable<DateOnly> Days() =>
        ContractSet.Embedded.Packs.Packs
            .SelectMany(p => Quarters.SelectMany(q => Enumerable.Range(-1, 2).Select(i => p.Publication.DueDate(q).AddDays(i))))
            .Distinct().Order();

    // Every quarter has the same figures, because publication dates do not depend on them.
    private static async Task MeasuredAsync(Pipeline pipeline)
    {
        foreach (Quarter quarter in Quarters)
        {
            await pipeline.DropAsync($"workforce/{quarter}.csv", await Drops.OfAsync("workforce", quarter, 20));
            await pipeline.MeasuredAsync(quarter, 13.3);
        }
    }

    private sealed class Clock : TimeProvider
    {
        public DateOnly Today { get; set; } = First.LastDay;

        public override DateTimeOffset GetUtcNow() => new(Today, new TimeOnly(6, 0), TimeSpan.Zero);
    }
}
