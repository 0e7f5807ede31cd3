using IncDiv.Ingestion;
using Spectre.Console;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv validate</c>: shows the receipt that a file would get, before it is dropped.</summary>
internal static class ValidateCommand
{
    // The reader reads a file twice: its bytes, then its rows.
    private const int TimesRead = 2;

    public static Command Create()
    {
        Argument<Feed> feed = CommandOptions.FeedArgument();
        var input = new Argument<FileInfo>("file") { Description = "File to check." };
        var last = new Option<FileInfo?>("--last") { Description = "Receipt (.json) of the feed's last accepted drop, to compare with." };
        Option<bool> json = CommandOptions.Json();
        var command = new Command("validate", "Show the receipt that a file would get, before it is dropped.") { feed, input, last, json };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(feed), parsed.GetRequiredValue(input), parsed.GetValue(last), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Feed feed, FileInfo input, FileInfo? last, bool json, CancellationToken cancellationToken)
    {
        if (new[] { input, last }.FirstOrDefault(f => f is { Exists: false }) is { } missing)
            throw new UsageException($"There is no file {missing}.");
        Receipt? earlier = null;
        try
        {
            if (last is not null)
                earlier = ReceiptJson.Read(await File.ReadAllBytesAsync(last.FullName, cancellationToken));
        }
        catch (JsonException e)
        {
            throw new UsageException($"{last} is not the .json file of a receipt.", e);
        }
        await using FileStream file = input.OpenRead();
        string id = await DropId.ComputeAsync(file, cancellationToken);
        file.Position = 0;
        var profiler = new DropProfiler(feed);
        await using var metered = new MeteredStream(file);
        DropReading reading = await Progress.ShowAsync(
            $"Checking {Markup.Escape(input.Name)}",
            () => (double)metered.BytesRead / Math.Max(1, TimesRead * input.Length),
            new DropReader(feed, input.Name, manifest: await Sidecar.ReadAsync(input, cancellationToken)).ReadAsync(
                metered,
                (batch, _) =>
                {
                    profiler.Add(batch);
                    return ValueTask.CompletedTask;
                },
                cancellationToken));
        Receipt receipt = new ReceiptBuilder(feed, id, input.Name, input.Length, input.LastWriteTimeUtc)
            .ForReading(reading, reading.Quarantined ? null : profiler.Build(reading), earlier);
        return ReceiptOutput.Show(receipt, json);
    }
}
