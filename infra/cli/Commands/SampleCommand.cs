using System.CommandLine;
using IncDiv.Contracts;
using IncDiv.Contracts.Feeds;
using IncDiv.Samples;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv sample</c>: writes a synthetic drop, or those of a run of quarters.</summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        Option<Feed> feed = CommandOptions.Feed();
        Option<Quarter?> quarter = CommandOptions.Quarter(required: true);
        var quarters = new Option<int?>("--quarters")
        {
            Description = "Write the drops of that many quarters, the last being --quarter, as {feed}-{quarter}.csv into the folder --out. The staff survey has one wave a year.",
        };
        quarters.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1)
                result.AddError("--quarters is at least 1.");
        });
        var rows = new Option<int>("--rows") { Description = "Number of rows of each drop.", Required = true };
        var seed = new Option<ulong>("--seed") { Description = "Seed: the same seed gives the same bytes.", DefaultValueFactory = _ => 1 };
        var bad = new Option<double>("--bad") { Description = "Share of rows with a planted fault, 0 to 1." };
        var output = new Option<FileInfo>("--out") { Description = "File to write; with --quarters the folder.", Required = true };
        var command = new Command("sample", "Write a synthetic drop; no real person is in it.") { feed, quarter, quarters, rows, seed, bad, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string name = parsed.GetRequiredValue(feed).Name;
            Quarter last = parsed.GetRequiredValue(quarter)!.Value;
            FileInfo file = parsed.GetRequiredValue(output);
            (Quarter Quarter, FileInfo File)[] drops = parsed.GetValue(quarters) is { } count
                ? [.. SampleHistory.Quarters(name, last, count).Select(q => (q, new FileInfo(Path.Combine(file.FullName, $"{name}-{q}.csv"))))]
                : [(last, file)];
            foreach ((Quarter at, FileInfo drop) in drops)
                await WriteAsync(name, at, parsed.GetRequiredValue(rows), parsed.GetValue(seed), new SampleOptions(parsed.GetValue(bad)), drop, cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task WriteAsync(
        string feed, Quarter quarter, int rows, ulong seed, SampleOptions options, FileInfo file, CancellationToken cancellationToken)
    {
        file.Directory!.Create();
        await using FileStream stream = file.Create();
        await SampleDrop.WriteAsync(feed, quarter, rows, seed, options, stream, cancellationToken);
    }
}
