namespace IncDiv.Acceptance.Tests;

/// <summary>Populations that leave little to show: a release comes out all the same, with the figures of every feed.</summary>
public sealed class SmallForceTests
{
    private const string Quarter = "2026-27-Q2";

    [Fact]
    public async Task A_force_of_3000_with_a_few_non_binary_members_has_its_workforce_figures()
    {
        using var folder = new TemporaryFolder();
        MeasuresTable table = await MeasuredAsync(folder, drop => drop);
        Assert.InRange(Shown(table), 500, int.MaxValue);
        Assert.True(table.Level("WF-01", "all", "All", "snapshot").Value is > 0);
        Assert.Equal("c", table.Level("WF-07", "sex", "Other", "snapshot").Symbol);
    }

    [Fact]
    public async Task A_force_in_which_everybody_is_heterosexual_has_its_workforce_figures()
    {
        using var folder = new TemporaryFolder();
        MeasuresTable table = await MeasuredAsync(folder, AllHeterosexual);
        Assert.InRange(Shown(table), 350, int.MaxValue);
        Assert.Equal("c", table.Level("WF-06", "all", "All", "snapshot").Symbol);
        Assert.True(table.Level("WF-01", "all", "All", "snapshot").Value is > 0);
    }

    private static async Task<MeasuresTable> MeasuredAsync(TemporaryFolder folder, Func<string, string> change)
    {
        await RunAsync(
            "sample", "--feed", "workforce", "--quarter", Quarter, "--quarters", "5", "--rows", "3000", "--bad", "0", "--out", folder["drops/workforce"]);
        foreach (string drop in Directory.GetFiles(folder["drops/workforce"]))
            await File.WriteAllTextAsync(drop, change(await File.ReadAllTextAsync(drop)));
        await RunAsync("ingest", "--drops", folder["drops"], "--out", folder["curated"], "--curated-only");
        Outcome measure = await Command.IncDivAsync("measure", "--curated", folder["curated"], "--quarter", Quarter, "--out", folder["out"]);
        // Tables may be left out, which the command says; no feed is.
        Assert.True(measure.ExitCode is 0 or 1, measure.Messages);
        Assert.DoesNotContain("people: workforce", measure.Messages, StringComparison.Ordinal);
        return await MeasuresTable.ReadAsync(folder[$"out/quarter={Quarter}/edition=1/measures.parquet"]);
    }

    private static int Shown(MeasuresTable table) => table.All.Count(r => r.Key.Id.StartsWith("WF-", StringComparison.Ordinal) && r.Value.Value is not null);

    private static async Task RunAsync(params string[] arguments)
    {
        Outcome outcome = await Command.IncDivAsync(arguments);
        Assert.True(outcome.ExitCode == 0, outcome.Messages);
    }

    private static string AllHeterosexual(string drop)
    {
        string[] lines = [.. drop.TrimEnd('\n').Split('\n').Where(l => !l.Contains('"', StringComparison.Ordinal))];
        int column = Array.IndexOf(lines[0].TrimEnd('\r').Split(','), "sexual_orientation");
        string heterosexual = lines.Skip(1).Select(l => l.Split(',')[column]).First(o => o.StartsWith("HET", StringComparison.OrdinalIgnoreCase));
        return string.Concat(lines.Select((line, i) =>
        {
            string[] cells = line.Split(',');
            if (i > 0)
                cells[column] = heterosexual;
            return $"{string.Join(',', cells)}\n";
        }));
    }
}
