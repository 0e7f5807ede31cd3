using System.Net.Sockets;

namespace IncDiv.Host.Tests;

/// <summary>The end of a host process: its exit code, and the last line on standard error.</summary>
internal sealed record Ending(int ExitCode, string Sentence);

/// <summary>The host as a process that is expected to end by itself.</summary>
internal static class HostProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Settings of the app; null removes a setting.</summary>
    public static Dictionary<string, string?> Settings(string storage, params (string Name, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = storage,
            ["PipelineStorage"] = storage,
            ["PseudonymKey"] = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            ["PseudonymKeyId"] = "test",
            ["TablesSchedule"] = "0 0 1 1 1 *",
            ["PublishSchedule"] = "0 0 1 1 1 *",
            ["ReconcileSchedule"] = "0 0 1 1 1 *",
            ["RetentionSchedule"] = "0 0 1 1 1 *",
        };
        foreach ((string name, string? value) in changes)
            settings[name] = value;
        return settings;
    }

    /// <summary>Starts the host and waits until it ends. Fails if it does not end or leaves a process behind.</summary>
    public static async Task<Ending> RunAsync(Dictionary<string, string?> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "host", "IncDiv.Host.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Every process that the host starts inherits this.
        string mark = Guid.NewGuid().ToString();
        start.Environment["INCDIV_TEST_MARK"] = mark;
        foreach ((string name, string? value) in settings)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.DoesNotContain("   at ", await errors, StringComparison.Ordinal);
        Assert.Empty(ProcessesWith(mark));
        _ = await output;
        return new Ending(process.ExitCode, (await errors).TrimEnd().Split('\n')[^1]);
    }

    private static IEnumerable<string> ProcessesWith(string mark) => Directory.EnumerateDirectories("/proc")
        .Where(p => int.TryParse(Path.GetFileName(p), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && EnvironmentOf(p).Contains(mark, StringComparison.Ordinal));

    private static string EnvironmentOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The process has ended, or belongs to another user.
            return "";
        }
    }
}
