using IncDiv.Ingestion;

namespace IncDiv.Resilience.Tests.Schedules;

/// <summary>The drops of source teams in a run, in two waves. A pack is published after each wave.</summary>
internal sealed record Feeds(IReadOnlyList<(string File, byte[] Content)> First, IReadOnlyList<(string File, byte[] Content)> Second)
{
    public static Quarter Quarter { get; } = new(2016, 4);

    public static async Task<Feeds> MakeAsync()
    {
        // Storage reports times in whole seconds, and the ledger orders drops of one second by id. The ids ensure that the later drop wins.
        byte[] answers = await OfAsync("staff-survey", 40, 1);
        byte[] corrected = answers;
        for (ulong seed = 2; string.CompareOrdinal(DropId.Compute(corrected), DropId.Compute(answers)) <= 0; seed++)
            corrected = await OfAsync("staff-survey", 45, seed, bad: 0.03);
        return new Feeds(
            [
                ("staff-survey/spring.csv", answers),
                ("staff-survey/twin.csv", answers),
                ("pas/signed-out.csv", "<html><body>Please sign in</body></html>\n"u8.ToArray()),
                ("pass/mistyped.csv", "a,b\n1,2\n"u8.ToArray()),
            ],
            [
                // Published figures stay as they are: a feed that comes in late makes the second edition.
                ("victim-satisfaction/late.csv", await OfAsync("victim-satisfaction", 60, 1)),
                // The name of a drop that was ingested. It changes nothing that is published.
                ("staff-survey/spring.csv", corrected),
                ("workforce/empty.csv", []),
            ]);
    }

    private static async Task<byte[]> OfAsync(string feed, int rows, ulong seed, double bad = 0)
    {
        using var file = new MemoryStream();
        await SampleDrop.WriteAsync(ContractSet.Embedded.Feeds.Find(feed)!, Quarter, rows, seed, new SampleOptions(bad), file, CancellationToken.None);
        return file.ToArray();
    }
}
