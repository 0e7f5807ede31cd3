using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using IncDiv.Contracts;
using IncDiv.Contracts.Feeds;
using IncDiv.Samples;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv sample</c>: writes a synthetic drop.</summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        Option<Feed> feed = CommandOptions.Feed();
        Option<Quarter?> quarter = CommandOptions.Quarter(required: true);
        var rows = new Option<int>("--rows") { Description = "Number of rows.", Required = true };
        rows.Validators.Add(result => Check(result, n => n >= 0, "The number of rows cannot be negative."));
        var seed = new Option<ulong>("--seed") { Description = "Seed: the same seed gives the same bytes.", DefaultValueFactory = _ => 1 };
        var bad = new Option<double>("--bad") { Description = "Share of rows with a planted fault, 0 to 1." };
        bad.Validators.Add(result => Check(result, n => n is >= 0 and <= 1, "The share of rows with a fault is between 0 and 1."));
        var output = new Option<FileInfo>("--out") { Description = "File to write.", Required = true };
        var command = new Command("sample", "Write a synthetic drop; no real person is in it.") { feed, quarter, rows, seed, bad, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            FileInfo file = parsed.GetRequiredValue(output);
            file.Directory!.Create();
            await using FileStream stream = file.Create();
            var options = new SampleOptions(BadRows: parsed.GetValue(bad));
            await SampleDrop.WriteAsync(
                parsed.GetRequiredValue(feed).Name, parsed.GetRequiredValue(quarter)!.Value, parsed.GetRequiredValue(rows), parsed.GetValue(seed), options, stream, cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    // What is no number at all is the option's own complaint.
    private static void Check(OptionResult result, Predicate<double> isRight, string sentence)
    {
        if (result.Tokens.Any(t => double.TryParse(t.Value, CultureInfo.InvariantCulture, out double number) && !isRight(number)))
            result.AddError(sentence);
    }
}
