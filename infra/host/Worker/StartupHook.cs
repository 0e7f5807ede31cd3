// The runtime calls this by name in every process whose DOTNET_STARTUP_HOOKS names this assembly: here, in the worker. It has no namespace
// and uses nothing but the runtime, because it is loaded into a program with packages of its own.

/// <summary>Ends the worker when the host that started it is gone: its standard input is a pipe from the host, which then closes.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var watch = new Thread(() =>
        {
            using Stream input = Console.OpenStandardInput();
            while (input.ReadByte() >= 0)
            {
                // Nothing is ever sent.
            }
            Environment.Exit(0);
        }) { IsBackground = true, Name = "Host watch" };
        watch.Start();
    }
}
