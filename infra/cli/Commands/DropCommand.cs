using IncDiv.Ingestion;
using IncDiv.Storage.Drops;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv drop</c>: drops a file like a source team.</summary>
internal static class DropCommand
{
    public static Command Create()
    {
        Argument<Feed> feed = CommandOptions.FeedArgument();
        var file = new Argument<FileInfo>("file") { Description = "File to drop. The drop gets its name." }.AcceptExistingOnly();
        var command = new Command("drop", "Upload a file to its feed's folder in the container drops. Needs the settings of the functions app.") { feed, file };
        command.SetAction((parsed, cancellationToken) => ConnectedPipeline.RunAsync(parsed, async services =>
        {
            FileInfo source = parsed.GetRequiredValue(file);
            string name = $"{parsed.GetRequiredValue(feed).Name}/{source.Name}";
            await using FileStream content = source.OpenRead();
            string id = await DropId.ComputeAsync(content, cancellationToken);
            content.Position = 0;
            if (!await services.GetRequiredService<DropStore>().UploadAsync(name, content, cancellationToken))
            {
                Console.WriteLine($"A drop named {name} already exists: give the file another name.");
                return ExitCode.Refused;
            }
            Console.WriteLine($"{name} has landed; its drop id is {id}.");
            return ExitCode.Done;
        }, cancellationToken));
        return command;
    }
}
