namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv erase</c>: erases people's data (the right to erasure).</summary>
internal static class EraseCommand
{
    public static Command Create()
    {
        Option<Feed> feed = CommandOptions.Feed();
        var ids = new Option<FileInfo>("--id-file") { Description = "File with one identifier per line, as the source team writes them.", Required = true };
        var command = new Command(
            "erase",
            "Remove people's rows from curated and BI data, and have all figures computed again. Needs the settings of the functions app.") { feed, ids };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, parsed.GetRequiredValue(feed), parsed.GetRequiredValue(ids), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Feed feed, FileInfo idFile, CancellationToken cancellationToken)
    {
        if (!idFile.Exists)
            throw new UsageException($"There is no file {idFile}.");
        string[] ids = await File.ReadAllLinesAsync(idFile.FullName, cancellationToken);
        return await ConnectedPipeline.RunAsync(parsed, async services =>
        {
            ErasureResult result = await services.GetRequiredService<Erasure>().EraseAsync(feed, ids, cancellationToken);
            Console.WriteLine(Invariant($"Erased {result.Rows} rows of {result.Drops} drops and {result.RawFiles} raw files; ")
                + $"quarters to be computed again: {string.Join(", ", result.Quarters)}.");
            if (result.Waiting.Count == 0)
                return ExitCode.Done;
            Console.WriteLine($"Not ingested yet, so run this command again once they are: {string.Join(", ", result.Waiting)}.");
            return ExitCode.Refused;
        }, cancellationToken);
    }
}
