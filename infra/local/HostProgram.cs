namespace IncDiv.Local;

/// <summary>The program that runs a functions app: Core Tools' <c>func</c> where it is installed, else the host of this repository.</summary>
/// <param name="File">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="StartupHook">An assembly whose startup hook ends the program when whoever started it is gone; null for none.</param>
internal sealed record HostProgram(string File, IReadOnlyList<string> Arguments, string? StartupHook)
{
    /// <param name="app">The folder of the built app, in which the program is started.</param>
    public static HostProgram Choose(string app, int port)
    {
        if (OnPath("func") is { } func)
            return new HostProgram(func, ["start", "--port", $"{port}"], null);
        string host = Path.Combine(AppContext.BaseDirectory, "host", "IncDiv.Host.dll");
        return new HostProgram("dotnet", [host, "--app", app, "--port", $"{port}"], host);
    }

    private static string? OnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
        .FirstOrDefault(System.IO.File.Exists);
}
