using IncDiv.Host;

// incdiv-host --app FOLDER [--port PORT]: runs a built functions app, as 'func start' does where Core Tools are installed.
const int Failed = 3;
try
{
    IConfiguration arguments = new ConfigurationBuilder().AddCommandLine(args).Build();
    AppFolder app = AppFolder.Open(arguments["app"] ?? throw new HostException("Give the folder of the built functions app: --app FOLDER."));
    string port = arguments["port"] ?? "7071";
    if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number) || number == 0)
        throw new HostException($"'{port}' is not a port: write --port 7071.");
    await FunctionsHost.RunAsync(app, number, CancellationToken.None);
    return 0;
}
catch (HostException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return Failed;
}
catch (Exception e)
{
    // For example, the SDK rejects a setting of host.json, or a file cannot be read. The exception's message names the cause.
    await Console.Error.WriteLineAsync($"The host stopped: {e.Message.Split('\n')[0]} ({e.GetType().Name})");
    return Failed;
}
