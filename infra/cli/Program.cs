using System.CommandLine;
using IncDiv.Cli;
using IncDiv.Cli.Commands;

var root = new RootCommand("IncDiv.Pipeline: inclusion and diversity performance measures, from drops to packs.")
{
    DemoCommand.Create(),
    RunCommand.Create(),
    ValidateCommand.Create(),
    SampleCommand.Create(),
    IngestCommand.Create(),
    MeasureCommand.Create(),
    FeedsCommand.Create(),
    MeasuresCommand.Create(),
    VerifyCommand.Create(),
    DropCommand.Create(),
    EraseCommand.Create(),
    RotateKeyCommand.Create(),
    ReplayCommand.Create(),
};
ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
        await Console.Error.WriteLineAsync(error.Message);
    await Console.Error.WriteLineAsync("Try 'incdiv --help'.");
    return ExitCode.Usage;
}
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(40) });
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or Azure.RequestFailedException or OperationCanceledException)
{
    Progress.Say(e is OperationCanceledException ? "Stopped before the end." : e.Message);
    return ExitCode.Failed;
}
