namespace IncDiv.Acceptance.Tests;

/// <summary>The exit code and output of a process.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Messages);

/// <summary>Runs processes as a user would start them.</summary>
internal static class Command
{
    /// <summary>The pseudonym key of every run in these tests.</summary>
    public const string PseudonymKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    public static Process StartIncDiv(params string[] arguments) => StartIncDiv([], arguments);

    public static Process StartIncDiv((string Name, string Value)[] settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "incdiv.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PseudonymKey"] = PseudonymKey;
        start.Environment["PseudonymKeyId"] = "test";
        foreach ((string name, string value) in settings)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static async Task<Outcome> IncDivAsync(params string[] arguments)
    {
        using Process process = StartIncDiv(arguments);
        return await EndAsync(process);
    }

    /// <summary>Attacks everything below a folder; the exit code is 0 if nothing is found.</summary>
    public static Task<Outcome> AttackAsync(string folder, int seconds) =>
        NodeAsync("", Repository.PathOf("tests/attacker/attack.mjs"), folder, "--seconds", seconds.ToString(CultureInfo.InvariantCulture));

    public static async Task<Outcome> NodeAsync(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    public static async Task<Outcome> EndAsync(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> messages = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, await output, await messages);
    }
}
