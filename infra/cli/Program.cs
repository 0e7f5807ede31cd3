using IncDiv.Cli;
using IncDiv.Cli.Commands;

// Handles exceptions on other threads, which the catch block below does not see.
AppDomain.CurrentDomain.UnhandledException += (_, unhandled) => Environment.Exit(Failure.Say((Exception)unhandled.ExceptionObject));
try
{
    var root = new RootCommand(
        $"IncDiv.Pipeline: inclusion and diversity performance measures, from drops to packs. "
        + $"Set {Failure.TraceSetting}=1 in the environment to print the details of a failure.")
    {
        DemoCommand.Create(),
        RunCommand.Create(),
        WatchCommand.Create(),
        ValidateCommand.Create(),
        SampleCommand.Create(),
        IngestCommand.Create(),
        MeasureCommand.Create(),
        FeedsCommand.Create(),
        MeasuresCommand.Create(),
        VerifyCommand.Create(),
        AttackCommand.Create(),
        DropCommand.Create(),
        EraseCommand.Create(),
        ExplainCommand.Create(),
        RotateKeyCommand.Create(),
        ReplayCommand.Create(),
    };
    root.Options.Add(ContractOption.Folder);
    ParseResult parsed = root.Parse(args);
    if (parsed.Errors.Count > 0)
    {
        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("Try 'incdiv --help'.");
        return ExitCode.Usage;
    }
    return await parsed.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(40),
    });
}
catch (Exception e)
{
    return Failure.Say(e);
}
