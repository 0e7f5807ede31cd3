using IncDiv.Ingestion;
using IncDiv.Storage.Drops;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv drop</c>: puts a file where source teams put theirs.</summary>
internal static class DropCommand
{
    public static Command Create()
    {
        Argument<Feed> feed = CommandOptions.FeedArgument();
        var file = new Argument<FileInfo>("file") { Description = "File to drop; its name becomes the drop's." }.AcceptExistingOnly();
        var command = new Command("drop", "Put a file into the container drops, below its feed. Settings as the functions app.") { feed, file };
        command.SetAction((parsed, cancellationToken) => ConnectedPipeline.RunAsync(async services =>
        {
            FileInfo source = parsed.GetRequiredValue(file);
            string name = $"{parsed.GetRequiredValue(feed).Name}/{source.Name}";
            await using FileStream content = source.OpenRead();
            string id = await DropId.ComputeAsync(content, cancellationToken);
            content.Position = 0;
            if (!await services.GetRequiredService<DropStore>().UploadAsync(name, content, cancellationToken))
            {
                Console.WriteLine($"A drop named {name} is there already: give the file another name.");
                return ExitCode.Refused;
            }
            Console.WriteLine($"{name} has landed; its drop id is {id}.");
            return ExitCode.Done;
        }, cancellationToken));
        return command;
    }
}
