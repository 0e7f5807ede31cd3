// The runtime calls this by name in every process whose DOTNET_STARTUP_HOOKS names this assembly: the worker, and a host that another program
// started. It has no namespace and uses nothing but the runtime, because it is loaded into programs with packages of their own.

/// <summary>Ends the process when the one that started it is gone: its standard input is a pipe from there, which then closes.</summary>
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
        })
        {
            IsBackground = true,
            Name = "Watch of the parent",
        };
        watch.Start();
    }
}
