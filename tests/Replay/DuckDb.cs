using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace IncDiv.Replay.Tests;

/// <summary>Runs SQL in DuckDB, which knows nothing of this product.</summary>
internal static class DuckDb
{
    private static readonly string Folder =
        typeof(DuckDb).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "SqlFolder").Value!;

    /// <summary>The rows of each statement, run in order in one database; values as DuckDB spells them.</summary>
    public static async Task<string?[][][]> RunAsync(params IEnumerable<string> statements)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "@duckdb")))
            throw new InvalidOperationException($"DuckDB is not installed: run 'npm ci' in {Folder}.");
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, "sql.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("node could not be started.");
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(statements));
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<string?[][][]>(await output)!
            : throw new InvalidOperationException($"DuckDB failed: {await error}{await output}");
    }
}
