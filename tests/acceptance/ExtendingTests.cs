using System.Text.RegularExpressions;

namespace IncDiv.Acceptance.Tests;

/// <summary>Follows docs/extending.md from top to bottom in a copy of the repository.</summary>
public sealed partial class ExtendingTests
{
    [Fact]
    public async Task The_five_tasks_succeed_as_the_page_says()
    {
        DirectoryInfo copy = Directory.CreateTempSubdirectory("incdiv-extending-");
        try
        {
            await RunAsync(
                Repository.Root,
                "tar --exclude=./artifacts --exclude=./demo-out --exclude=./.git --exclude=node_modules --create ."
                + $" | tar --extract --directory '{copy.FullName}'");
            // The fonts of the PDF are no part of the repository.
            await RunAsync(copy.FullName, $"ln -s '{Repository.PathOf("infra/local/node_modules")}' infra/local/node_modules");
            var commands = new StringBuilder("set -euo pipefail\n");
            MatchCollection blocks = Block().Matches(await File.ReadAllTextAsync(Repository.PathOf("docs/extending.md")));
            foreach (Match block in blocks)
                commands.Append(block.Groups["kind"].Value == "diff"
                    ? $"git apply --whitespace=nowarn <<'END_OF_DIFF'\n{block.Groups["text"].Value}END_OF_DIFF\n"
                    : block.Groups["text"].Value);

            await RunAsync(copy.FullName, commands.ToString());

            Assert.Equal(5, blocks.Count(b => b.Groups["kind"].Value == "diff"));
            string file = Path.Combine(copy.FullName, "artifacts/extending/measures/quarter=2026-27-Q2/edition=1/measures.parquet");
            string?[][] found = await DuckDb.QueryAsync(
                $"""
                SELECT measure_id, string_agg(DISTINCT symbol), count(*) - count(value) FROM '{file}' WHERE measure_id IN ('PAS-19', 'WF-21', 'AP-01')
                AND breakdown = 'all' AND statistic = 'level' AND "window" IN ('quarter', 'snapshot') GROUP BY 1 ORDER BY 1
                """);
            Assert.Equal(["AP-01", "PAS-19", "WF-21"], found.Select(f => f[0]));
            // Computed from the drops: neither "not supplied" nor "not applicable".
            Assert.All(found, f => Assert.Equal("0", f[2]));
            string masked = file.Replace("/measures/", "/protected/", StringComparison.Ordinal);
            string?[][] least = await DuckDb.QueryAsync($"SELECT count(*) > 0, min(n) >= 15 FROM '{masked}' WHERE feed = 'pas' AND n > 0");
            Assert.Equal("true true", string.Join(' ', least[0]));
            Assert.DoesNotContain(found, f => f[1]!.Contains('x', StringComparison.Ordinal) || f[1]!.Contains('z', StringComparison.Ordinal));
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(string folder, string commands)
    {
        var start = new ProcessStartInfo("bash") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(commands);
        // Builds of the copy must not share anything with the build under test.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment.Remove("ArtifactsPath");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{await output}\n{await errors}");
    }

    [GeneratedRegex("^```(?<kind>bash|diff)\\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
