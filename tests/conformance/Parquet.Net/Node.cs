using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Parquet.Conformance;

/// <summary>Runs the scripts of this folder.</summary>
internal static class Node
{
    public static string ProjectFolder { get; } =
        typeof(Node).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectFolder").Value!;

    /// <summary>The rows of each statement, run in order in one DuckDB; values as DuckDB spells them.</summary>
    public static async Task<string?[][][]> SqlAsync(params string[] statements) =>
        JsonSerializer.Deserialize<string?[][][]>(await OutputAsync("sql.mjs", JsonSerializer.Serialize(statements)))!;

    /// <summary>What a script prints; it must succeed.</summary>
    public static async Task<string> OutputAsync(string script, string? input, params IEnumerable<string> arguments)
    {
        (int exitCode, string output, string error) = await RunAsync(script, input, arguments);
        return exitCode == 0 ? output : throw new InvalidOperationException($"{script} failed: {error}{output}");
    }

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string script, string? input, params IEnumerable<string> arguments)
    {
        if (!Directory.Exists(Path.Combine(ProjectFolder, "node_modules", "hyparquet")))
            throw new InvalidOperationException($"The readers are not installed: run 'npm ci' in {ProjectFolder}.");
        var start = new ProcessStartInfo("node", [Path.Combine(ProjectFolder, script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("node could not be started.");
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
