using IncDiv.Samples;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv demo</c>: runs the whole pipeline on this machine with synthetic drops of four quarters.</summary>
internal static class DemoCommand
{
    private const ulong Seed = 2017;
    private const int QuartersOfYear = 4;

    private static readonly Quarter LastQuarter = new(2016, 4);

    // The strategy was published with figures up to March 2017; the packs are published as of early May.
    private static readonly DateOnly Today = new(2017, 5, 2);

    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder to write to.", DefaultValueFactory = _ => new DirectoryInfo("demo-out") };
        var command = new Command("demo", "Run the whole pipeline on this machine: produce packs from synthetic drops of four quarters.") { output };
        command.SetAction((parsed, cancellationToken) => RunAsync(ContractOption.Of(parsed), parsed.GetRequiredValue(output), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ChosenContracts contracts, DirectoryInfo output, CancellationToken cancellationToken)
    {
        if (output.Exists && output.EnumerateFileSystemInfos().Any() && !File.Exists(Path.Combine(output.FullName, RunCommand.LogFile)))
            throw new UsageException($"{output} holds files that are not from an earlier demo: choose an empty or new folder with --out.");
        if (output.Exists)
            output.Delete(recursive: true);
        DirectoryInfo drops = output.CreateSubdirectory("drops");
        Progress.Say("Writing synthetic drops of four quarters; they hold no real people.");
        foreach (Feed feed in contracts.Set.Feeds.Feeds)
            foreach (Quarter quarter in SampleHistory.Quarters(feed.Name, LastQuarter, QuartersOfYear))
            {
                if (feed.Kind == FeedKind.ActionPlan && quarter != LastQuarter)
                    continue;
                string file = Path.Combine(drops.CreateSubdirectory(feed.Name).FullName, $"{feed.Name}-{quarter}.csv");
                await using FileStream stream = File.Create(file);
                if (feed.Kind == FeedKind.ActionPlan)
                    await stream.WriteAsync(SampleRegister.Recommendations, cancellationToken);
                else
                    await SampleDrop.WriteAsync(feed, quarter, SampleHistory.UsualRows(feed.Name), Seed, new SampleOptions(), stream, cancellationToken);
            }
        return await RunCommand.RunAsync(contracts, drops, output, null, Today, cancellationToken);
    }
}
