using System.CommandLine.Parsing;
using IncDiv.Samples;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv sample</c>: writes a synthetic drop, or the drops of consecutive quarters.</summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        Option<Feed> feed = CommandOptions.Feed();
        Option<Quarter?> quarter = CommandOptions.Quarter(required: true);
        var quarters = new Option<int?>("--quarters")
        {
            Description = "Write the drops of that many quarters, ending with --quarter, as {feed}-{quarter}.csv to the folder --out. "
                + "The staff survey has one wave a year.",
        };
        quarters.Validators.Add(result => Check(result, n => n >= 1, "--quarters must be at least 1."));
        var rows = new Option<int>("--rows") { Description = "Number of rows of each drop.", Required = true };
        rows.Validators.Add(result => Check(result, n => n >= 0, "The number of rows cannot be negative."));
        var seed = new Option<ulong>("--seed") { Description = "Seed: the same seed gives the same bytes.", DefaultValueFactory = _ => 1 };
        var bad = new Option<double>("--bad") { Description = "Share of rows with a planted fault, 0 to 1." };
        bad.Validators.Add(result => Check(result, n => n is >= 0 and <= 1, "The share of rows with a fault is between 0 and 1."));
        var output = new Option<FileInfo>("--out") { Description = "File to write, or with --quarters the folder.", Required = true };
        var command = new Command("sample", "Write a synthetic drop, which holds no real people.") { feed, quarter, quarters, rows, seed, bad, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Feed contract = parsed.GetRequiredValue(feed);
            string name = contract.Name;
            Quarter last = parsed.GetRequiredValue(quarter)!.Value;
            FileInfo file = parsed.GetRequiredValue(output);
            (Quarter Quarter, FileInfo File)[] drops = parsed.GetValue(quarters) is { } count
                ? [.. SampleHistory.Quarters(name, last, count).Select(q => (q, new FileInfo(Path.Combine(file.FullName, $"{name}-{q}.csv"))))]
                : [(last, file)];
            foreach ((Quarter at, FileInfo drop) in drops)
            {
                drop.Directory!.Create();
                await using FileStream stream = drop.Create();
                await SampleDrop.WriteAsync(
                    contract, at, parsed.GetRequiredValue(rows), parsed.GetValue(seed), new SampleOptions(parsed.GetValue(bad)), stream, cancellationToken);
            }
            return ExitCode.Done;
        });
        return command;
    }

    // The option itself reports text that is not a number.
    private static void Check(OptionResult result, Predicate<double> isRight, string sentence)
    {
        if (result.Tokens.Any(t => double.TryParse(t.Value, CultureInfo.InvariantCulture, out double number) && !isRight(number)))
            result.AddError(sentence);
    }
}
