// The runtime calls this by name in every process whose DOTNET_STARTUP_HOOKS names this assembly: the worker, and a host that another program
// started. It has no namespace and uses only the runtime, because it is loaded into programs with their own packages.

/// <summary>Ends the process when its parent has ended. Its standard input is a pipe from the parent, which closes then.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var watch = new Thread(() =>
        {
            using Stream input = Console.OpenStandardInput();
            while (input.ReadByte() >= 0)
            {
                // The parent never writes to the pipe.
            }
            Environment.Exit(0);
        })
        {
            IsBackground = true,
            Name = "Watch of the parent",
        };
        watch.Start();
    }
}
