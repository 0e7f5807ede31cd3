using IncDiv.Local;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv watch</c>: notifies a functions app that was started by hand of new blobs, as Event Grid does in Azure.</summary>
internal static class WatchCommand
{
    private const string DataSetting = "PipelineStorage", HostSetting = "AzureWebJobsStorage";

    public static Command Create()
    {
        var app = new Option<Uri>("--app")
        {
            Description = "Address of the app, as 'func start' prints it.",
            DefaultValueFactory = _ => new Uri("http://127.0.0.1:7071/"),
        };
        var printKey = new Option<bool>("--print-key")
        { Description = "Print the function key of an app that runs under the host of this repository, and exit." };
        var command = new Command(
            "watch",
            $"Notify a functions app that was started by hand of new blobs. Needs the app's settings {DataSetting} and {HostSetting}.") { app, printKey };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(printKey)
            ? PrintKeyAsync(cancellationToken)
            : RunAsync(parsed.GetRequiredValue(app), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Uri app, CancellationToken cancellationToken)
    {
        if (!app.IsAbsoluteUri || app.Scheme is not ("http" or "https"))
            throw new UsageException($"'{app}' is not the address of an app: write it like http://127.0.0.1:7071/.");
        BlobEventWatcher watcher = await BlobEventWatcher.StartAsync(
            AppContext.BaseDirectory, app, Setting(DataSetting), Setting(HostSetting), HostId, Progress.Say, cancellationToken);
        await using (watcher)
        {
            Progress.Say($"Posting events of new blobs to {app}. Press Ctrl+C to stop.");
            await Task.WhenAny(watcher.Watching, Task.Delay(Timeout.Infinite, cancellationToken));
            if (watcher.Watching.IsCompleted)
                await watcher.Watching;
            return ExitCode.Done;
        }
    }

    private static async Task<int> PrintKeyAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine(await FunctionsProcess.FindKeyAsync(Setting(HostSetting), HostId, cancellationToken)
            ?? throw new LocalMachineException("No app has run on this storage under the host of this repository; Core Tools ask for no key."));
        return ExitCode.Done;
    }

    private static string HostId =>
        Environment.GetEnvironmentVariable(FunctionsProcess.HostIdSetting) is { Length: > 0 } id ? id : FunctionsProcess.DefaultHostId;

    private static string Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
        ? value
        : throw new UsageException($"The setting {name} is missing: set it to the app's connection string, for Azurite UseDevelopmentStorage=true.");
}
