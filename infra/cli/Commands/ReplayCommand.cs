namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv replay</c>: queues failed drops again.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        Option<Feed> feed = CommandOptions.Feed(required: false);
        var id = new Option<string>("--drop") { Description = "Id of one failed drop, as its receipt names it." };
        var command = new Command(
            "replay",
            "Queue failed drops again once the cause is fixed: the next reconciliation ingests them. Needs the settings of the functions app.") { feed, id };
        command.SetAction((parsed, cancellationToken) => ConnectedPipeline.RunAsync(parsed, async services =>
        {
            ReplayResult result = await services.GetRequiredService<Replay>().RunAsync(parsed.GetValue(feed)?.Name, parsed.GetValue(id), cancellationToken);
            Console.WriteLine(result.Replayed.Count == 0
                ? "There is no failed drop to replay."
                : $"The next reconciliation will ingest: {string.Join(", ", result.Replayed)}.");
            if (result.Gone.Count == 0)
                return ExitCode.Done;
            Console.WriteLine($"Deleted or overwritten since; drop again whatever is missing: {string.Join(", ", result.Gone)}.");
            return ExitCode.Refused;
        }, cancellationToken));
        return command;
    }
}
