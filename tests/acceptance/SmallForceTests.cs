using System.Text.RegularExpressions;

namespace IncDiv.Acceptance.Tests;

/// <summary>Populations that leave little to show: a release comes out all the same, with the figures of every feed.</summary>
public sealed partial class SmallForceTests
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
        MeasuresTable table = await MeasuredAsync(folder, drop => WithAll(drop, "sexual_orientation", "HET"));
        Assert.InRange(Shown(table), 350, int.MaxValue);
        Assert.Empty(await FindingsAsync(folder));
        Assert.Equal("c", table.Level("WF-06", "all", "All", "snapshot").Symbol);
        Assert.True(table.Level("WF-01", "all", "All", "snapshot").Value is > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(40)]
    public async Task The_attacker_finds_nothing_in_the_release_of_hardly_anybody(int people)
    {
        using var folder = new TemporaryFolder();
        await MeasureAsync(folder, people, drop => drop);
        Assert.Empty(await FindingsAsync(folder));
    }

    [Fact]
    public async Task The_attacker_finds_nothing_where_everybody_is_disabled()
    {
        using var folder = new TemporaryFolder();
        await MeasureAsync(folder, 1000, drop => WithAll(drop, "disability", "Y"));
        Assert.Empty(await FindingsAsync(folder));
    }

    private static async Task<MeasuresTable> MeasuredAsync(TemporaryFolder folder, Func<string, string> change)
    {
        string messages = await MeasureAsync(folder, 3000, change);
        Assert.DoesNotContain("people: workforce", messages, StringComparison.Ordinal);
        return await MeasuresTable.ReadAsync(folder[$"out/quarter={Quarter}/edition=1/measures.parquet"]);
    }

    private static async Task<string> MeasureAsync(TemporaryFolder folder, int people, Func<string, string> change)
    {
        await RunAsync(
            "sample", "--feed", "workforce", "--quarter", Quarter, "--quarters", "5", "--rows", people.ToString(CultureInfo.InvariantCulture), "--bad", "0",
            "--out", folder["drops/workforce"]);
        foreach (string drop in Directory.GetFiles(folder["drops/workforce"]))
            await File.WriteAllTextAsync(drop, change(await File.ReadAllTextAsync(drop)));
        await RunAsync("ingest", "--drops", folder["drops"], "--out", folder["curated"], "--curated-only");
        Outcome measure = await Command.IncDivAsync("measure", "--curated", folder["curated"], "--quarter", Quarter, "--out", folder["out"]);
        // Tables may be left out, or a tiny feed, which the command says; a release there is.
        Assert.True(measure.ExitCode is 0 or 1, measure.Messages);
        return measure.Messages;
    }

    private static async Task<string> FindingsAsync(TemporaryFolder folder)
    {
        Outcome attack = await Command.AttackAsync(folder["out"], 120);
        return attack.ExitCode == 0 ? "" : attack.Output + attack.Messages;
    }

    private static int Shown(MeasuresTable table) => table.All.Count(r => r.Key.Id.StartsWith("WF-", StringComparison.Ordinal) && r.Value.Value is not null);

    private static async Task RunAsync(params string[] arguments)
    {
        Outcome outcome = await Command.IncDivAsync(arguments);
        Assert.True(outcome.ExitCode == 0, outcome.Messages);
    }

    // Nothing else of a drop changes.
    private static string WithAll(string drop, string name, string code)
    {
        string[][] rows = [.. drop.TrimEnd('\n').Split('\n').Select(line => Cell().Matches(line).Select(m => m.Value).ToArray())];
        int column = Array.IndexOf(rows[0], name);
        foreach (string[] row in rows.Skip(1))
            row[column] = code;
        return string.Concat(rows.Select(row => $"{string.Join(',', row)}\n"));
    }

    // A cell, quoted or not, that begins the line or follows a comma.
    [GeneratedRegex("""(?<=^|,)(?:"(?:[^"]|"")*"|[^,]*)(?=,|$)""")]
    private static partial Regex Cell();
}
