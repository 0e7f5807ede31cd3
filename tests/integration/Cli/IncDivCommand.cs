namespace IncDiv.Cli.Tests;

/// <summary>The output of a run of <c>incdiv</c>.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Messages);

/// <summary>Runs the command as a process with redirected output.</summary>
internal static class IncDivCommand
{
    public static Task<Outcome> RunAsync(params string[] arguments) => RunAsync([], arguments);

    public static async Task<Outcome> RunAsync(Dictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "incdiv.dll"));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["PseudonymKey"] = Convert.ToBase64String(new byte[32].Select((_, i) => (byte)i).ToArray());
        foreach ((string name, string value) in settings)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> messages = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, await output, await messages);
    }
}
