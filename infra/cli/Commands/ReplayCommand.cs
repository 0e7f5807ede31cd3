namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv replay</c>: failed drops get another try.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        Option<Feed> feed = CommandOptions.Feed();
        feed.Required = false;
        var id = new Option<string>("--drop") { Description = "Id of one failed drop, as its receipt names it." };
        var command = new Command("replay", "Put failed drops back in line once the cause is mended: the next reconciliation takes them in. Settings as the functions app.") { feed, id };
        command.SetAction((parsed, cancellationToken) => ConnectedPipeline.RunAsync(async services =>
        {
            ReplayResult result = await services.GetRequiredService<Replay>().RunAsync(parsed.GetValue(feed)?.Name, parsed.GetValue(id), cancellationToken);
            Console.WriteLine(result.Replayed.Count == 0 ? "No failed drop is there to be replayed." : $"The next reconciliation takes in: {string.Join(", ", result.Replayed)}.");
            if (result.Gone.Count == 0)
                return ExitCode.Done;
            Console.WriteLine($"Gone or written anew meanwhile, so have them dropped again if they are missing: {string.Join(", ", result.Gone)}.");
            return ExitCode.Refused;
        }, cancellationToken));
        return command;
    }
}
