using IncDiv.Samples;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv demo</c>: runs the whole pipeline on this machine with synthetic drops of four quarters.</summary>
internal static class DemoCommand
{
    private const ulong Seed = 2017;

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
        {
            Progress.Say($"{output} holds files that are not from an earlier demo: choose an empty or new folder with --out.");
            return ExitCode.Usage;
        }
        if (output.Exists)
            output.Delete(recursive: true);
        DirectoryInfo drops = output.CreateSubdirectory("drops");
        Progress.Say("Writing synthetic drops of four quarters; they hold no real people.");
        foreach ((string feed, Quarter quarter, int rows) in Drops())
        {
            string file = Path.Combine(drops.CreateSubdirectory(feed).FullName, $"{feed}-{quarter}.csv");
            await using FileStream stream = File.Create(file);
            await SampleDrop.WriteAsync(feed, quarter, rows, Seed, new SampleOptions(), stream, cancellationToken);
        }
        string register = Path.Combine(drops.CreateSubdirectory("actions").FullName, $"actions-{LastQuarter}.csv");
        await File.WriteAllBytesAsync(register, SampleRegister.Recommendations, cancellationToken);
        return await RunCommand.RunAsync(contracts, drops, output, null, Today, cancellationToken);
    }

    private static IEnumerable<(string Feed, Quarter Quarter, int Rows)> Drops()
    {
        for (Quarter quarter = LastQuarter.AddQuarters(-3); quarter <= LastQuarter; quarter = quarter.AddQuarters(1))
        {
            yield return ("workforce", quarter, 45_000);
            yield return ("pas", quarter, 3_200);
            yield return ("victim-satisfaction", quarter, 3_000);
        }
        yield return ("staff-survey", LastQuarter, 13_000);
    }
}
