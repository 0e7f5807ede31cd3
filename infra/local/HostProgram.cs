using System.ComponentModel;

namespace IncDiv.Local;

/// <summary>The program that runs a functions app: <c>func</c> of Core Tools if it is installed, otherwise the host of this repository.</summary>
/// <param name="StartupHook">An assembly whose startup hook ends the program when its parent process has ended; null for none.</param>
internal sealed record HostProgram(string File, IReadOnlyList<string> Arguments, string? StartupHook)
{
    /// <summary>The host of this repository.</summary>
    /// <param name="app">The folder of the built app.</param>
    public static HostProgram OfRepository(string app, int port)
    {
        string host = Path.Combine(AppContext.BaseDirectory, "host", "IncDiv.Host.dll");
        return new HostProgram("dotnet", [host, "--app", app, "--port", $"{port}"], host);
    }

    /// <summary>Core Tools 4 if they are on the PATH, otherwise null. Other programs are also called <c>func</c>, so the version is checked.</summary>
    public static async Task<HostProgram?> FindCoreToolsAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using Process? version = Process.Start(new ProcessStartInfo("func", ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true });
            if (version is null)
                return null;
            string said = await version.StandardOutput.ReadToEndAsync(cancellationToken);
            await version.WaitForExitAsync(cancellationToken);
            return said.TrimStart().StartsWith("4.", StringComparison.Ordinal) ? new HostProgram("func", ["start", "--port", $"{port}"], null) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
