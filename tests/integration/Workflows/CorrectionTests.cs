namespace IncDiv.Workflows.Tests;

[Collection(WorkflowsTests.Name)]
public sealed class CorrectionTests(WorkflowsFixture fixture)
{
    [Fact]
    public async Task A_row_with_the_key_of_an_earlier_drops_row_replaces_it()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        byte[] first = await Drops.OfAsync("pas", Drops.Quarter, 300);
        await pipeline.DropAsync("pas/first.csv", first);
        await pipeline.ComputeAsync();
        MeasureRow before = Level(await pipeline.MeasuresAsync(Drops.Quarter));

        await pipeline.DropLaterAsync("pas/corrections.csv", WithAnswer(first, rows: 60, answer: "1"));
        await pipeline.ComputeAsync();
        MeasureRow after = Level(await pipeline.MeasuresAsync(Drops.Quarter));

        Assert.Equal(300, (await pipeline.LedgerAsync()).Single(d => d.File == "pas/first.csv").RowsAccepted);
        Assert.InRange(after.N!.Value, before.N!.Value, 300);
        Assert.True(after.Value > before.Value);
    }

    [Fact]
    public async Task A_newer_drop_of_a_feed_that_replaces_supersedes_the_older()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        byte[] content = await Drops.OfAsync("workforce", Drops.Quarter, 400);
        await pipeline.DropAsync("workforce/first.csv", content);
        await pipeline.DropLaterAsync("workforce/second.csv", Drops.Again(content));

        IReadOnlyList<DropRecord> ledger = await pipeline.LedgerAsync();
        Assert.Equal(DropOutcome.Superseded, ledger.Single(d => d.File == "workforce/first.csv").Outcome);
        Assert.Equal(DropOutcome.Accepted, ledger.Single(d => d.File == "workforce/second.csv").Outcome);
    }

    private static MeasureRow Level(IReadOnlyList<MeasureRow> rows) =>
        rows.Single(r => r is { MeasureId: "PAS-01", Window: MeasureWindow.Quarter, Breakdown: "all", Statistic: Statistic.Level });

    // The first rows of a drop again, with another answer to q60.
    private static byte[] WithAnswer(byte[] drop, int rows, string answer)
    {
        string[] lines = Encoding.UTF8.GetString(drop).Split('\n');
        int column = Array.IndexOf(lines[0].TrimEnd('\r').Split(','), "q60");
        IEnumerable<string> changed = lines.Skip(1).Where(l => l.Length > 0 && !l.Contains('"', StringComparison.Ordinal)).Take(rows).Select(l =>
        {
            string[] cells = l.Split(',');
            cells[column] = answer;
            return string.Join(',', cells);
        });
        return Encoding.UTF8.GetBytes(string.Join('\n', changed.Prepend(lines[0])));
    }
}
