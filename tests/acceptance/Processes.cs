namespace IncDiv.Acceptance.Tests;

/// <summary>The processes of this machine, as listed by Linux.</summary>
internal static class Processes
{
    /// <summary>Ids of the processes that a process has started.</summary>
    public static int[] ChildrenOf(int process)
    {
        string parent = $"PPid:\t{process.ToString(CultureInfo.InvariantCulture)}";
        return
        [
            .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
                .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _) && LinesOf($"/proc/{name}/status").Contains(parent))
                .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>Whether a process runs that program.</summary>
    public static bool Runs(int process, string program) => LinesOf($"/proc/{process}/cmdline").Any(l => l.Contains(program, StringComparison.Ordinal));

    /// <summary>Whether a process exists and has not ended.</summary>
    public static bool IsAlive(int process) => LinesOf($"/proc/{process}/status") is { Length: > 0 } lines && !lines.Contains("State:\tZ (zombie)");

    public static async Task KillAsync(int process, string signal = "KILL")
    {
        using Process kill = Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    // The process may end while its data are read.
    private static string[] LinesOf(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (IOException)
        {
            return [];
        }
    }
}
