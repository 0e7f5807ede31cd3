using System.CommandLine;
using IncDiv.Contracts.Feeds;
using IncDiv.Ingestion;
using IncDiv.Ingestion.Receipts;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv validate</c>: what ingestion would say of a file, before it is dropped.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        Argument<Feed> feed = CommandOptions.FeedArgument();
        var input = new Argument<FileInfo>("file") { Description = "File to look through." };
        Option<bool> json = CommandOptions.Json();
        var command = new Command("validate", "Say what ingestion would say of a file, before it is dropped.") { feed, input, json };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(feed), parsed.GetRequiredValue(input), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Feed feed, FileInfo input, bool json, CancellationToken cancellationToken)
    {
        if (!input.Exists)
        {
            Progress.Say($"There is no file {input}.");
            return ExitCode.Usage;
        }
        await using FileStream file = input.OpenRead();
        string id = await DropId.ComputeAsync(file, cancellationToken);
        DropReading reading = await new DropReader(feed, input.Name).ReadAsync(file, (_, _) => ValueTask.CompletedTask, cancellationToken);
        return ReceiptOutput.Show(new ReceiptBuilder(feed, id, input.Name, input.Length, input.LastWriteTimeUtc).ForReading(reading), json);
    }
}
