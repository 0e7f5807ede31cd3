using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace IncDiv.Flows.Tests.Bi;

/// <summary>The native DuckDB of the conformance tests: reads Parquet by code that shares nothing with ours.</summary>
internal static class DuckDb
{
    /// <summary>The rows of each statement, values as texts.</summary>
    public static async Task<string?[][][]> SqlAsync(params string[] statements)
    {
        string folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "conformance", "Parquet.Net"));
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "@duckdb")))
            throw new InvalidOperationException($"DuckDB is not installed: run 'npm ci' in {folder}.");
        var start = new ProcessStartInfo("node", [Path.Combine(folder, "sql.mjs")])
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
        return process.ExitCode == 0 ? JsonSerializer.Deserialize<string?[][][]>(await output)! : throw new InvalidOperationException(await error);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
