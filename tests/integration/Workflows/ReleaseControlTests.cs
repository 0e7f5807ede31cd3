using System.Text.Json.Nodes;

namespace IncDiv.Workflows.Tests;

[Collection(WorkflowsTests.Name)]
public sealed class ReleaseControlTests(WorkflowsFixture fixture)
{
    private const string Ledger = "disclosure/2016-17-Q4/edition-1.json";
    private const string Evidence = "measures/quarter=2016-17-Q4/edition=1/evidence";

    [Fact]
    public async Task The_counts_of_an_edition_are_restricted_and_its_evidence_is_for_the_privacy_officer()
    {
        Pipeline pipeline = await WithWorkforceAsync();

        Assert.Contains(Ledger, await pipeline.NamesAsync(ContainerNames.Work));
        Assert.Equal(["quarter=2016-17-Q4/edition=1/measures.parquet"], await pipeline.NamesAsync(ContainerNames.Measures));
        Assert.Equal([$"{Evidence}.html", $"{Evidence}.json"], await pipeline.NamesAsync(ContainerNames.Evidence));
        JsonNode evidence = JsonNode.Parse(await pipeline.TextAsync(ContainerNames.Evidence, $"{Evidence}.json"))!;
        Assert.Empty(evidence["withheld"]!.AsArray());
        Assert.InRange((double)evidence["hiddenPercent"]!, 0.1, 99.9);
        Assert.Contains("<h1>", await pipeline.TextAsync(ContainerNames.Evidence, $"{Evidence}.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_fewer_people_do_not_change_a_published_count()
    {
        byte[] drop = await Drops.OfAsync("workforce", Drops.Quarter, 60);
        Pipeline pipeline = await WithWorkforceAsync(drop);
        await pipeline.PublishAsync(Drops.Quarter);
        await pipeline.DropLaterAsync("workforce/corrected.csv", WithoutLast(drop, 2));
        await pipeline.ComputeAsync();

        Dictionary<string, int> first = Heads(await pipeline.MeasuresAsync(Drops.Quarter));
        Dictionary<string, int> second = Heads(
            await pipeline.MeasuresAsync(Drops.Quarter, 2) is { Count: > 0 } rows ? rows : await pipeline.MeasuresAsync(Drops.Quarter));
        Assert.Equal(first, second);
        Assert.NotEmpty(first);
    }

    [Fact]
    public async Task Figures_that_earlier_ones_give_away_are_withheld_the_last_edition_stays_and_everybody_is_told()
    {
        byte[] drop = await Drops.OfAsync("workforce", Drops.Quarter, 60);
        Pipeline pipeline = await WithWorkforceAsync(drop);
        await pipeline.PublishAsync(Drops.Quarter);
        await pipeline.Blob(ContainerNames.Work, Ledger)
            .UploadAsync(new BinaryData(WithSmallCountsPublished(await pipeline.TextAsync(ContainerNames.Work, Ledger))), overwrite: true);
        await pipeline.DropLaterAsync("workforce/again.csv", Drops.Again(drop));
        await pipeline.ComputeAsync();

        const string Told = "2016-17-Q4: withheld to protect people: workforce";
        Assert.Equal([Told], (await pipeline.Health.ReportAsync(CancellationToken.None)).Withheld);
        Assert.Equal(1, await CountAsync(pipeline, "Action eq 'figures withheld'"));
        JsonNode evidence = JsonNode.Parse(await pipeline.TextAsync(ContainerNames.Evidence, "measures/quarter=2016-17-Q4/withheld.json"))!;
        Assert.NotEmpty(evidence["alreadyPublic"]!.AsArray());
        PublishedPack pack = (await pipeline.PublishAsync(Drops.Quarter))!;
        Assert.Equal((1, Told), (pack.Edition, pack.Withheld));
        Assert.Empty(await pipeline.Markers.WaitingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task When_the_figures_are_those_of_the_last_edition_again_nothing_is_withheld_any_more()
    {
        Pipeline pipeline = await WithWorkforceAsync();
        await pipeline.PublishAsync(Drops.Quarter);
        await pipeline.Disclosure.PutWithheldAsync(Drops.Quarter, ["workforce"], CancellationToken.None);
        await pipeline.Markers.RequestAsync(Drops.Quarter, CancellationToken.None);
        await pipeline.ComputeAsync();
        Assert.Empty((await pipeline.Health.ReportAsync(CancellationToken.None)).Withheld);
    }

    private async Task<Pipeline> WithWorkforceAsync(byte[]? drop = null)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture, measures: Pipeline.FewMeasures);
        await pipeline.DropAsync("workforce/march.csv", drop ?? await Drops.OfAsync("workforce", Drops.Quarter, 60));
        await pipeline.ComputeAsync();
        return pipeline;
    }

    private static Dictionary<string, int> Heads(IReadOnlyList<MeasureRow> rows) =>
        rows.Where(r => r is { MeasureId: "WF-20", Statistic: Statistic.Level, N: not null }).ToDictionary(r => r.Group, r => r.N!.Value);

    private static byte[] WithoutLast(byte[] drop, int people)
    {
        string[] lines = Encoding.UTF8.GetString(drop).TrimEnd('\n').Split('\n');
        return Encoding.UTF8.GetBytes(string.Join('\n', lines[..^people]) + "\n");
    }

    private static string WithSmallCountsPublished(string ledger)
    {
        JsonNode file = JsonNode.Parse(ledger)!;
        file["Figures"] = "of other data";
        JsonNode[] small = [.. file["Entries"]!.AsArray().Where(e => (bool)e!["IsPrimary"]! && (long)e["Value"]! > 0)!];
        Assert.NotEmpty(small);
        foreach (JsonNode entry in small)
            entry["IsHidden"] = false;
        return file.ToJsonString();
    }

    private static async Task<int> CountAsync(Pipeline pipeline, string filter)
    {
        int count = 0;
        await foreach (TableEntity _ in pipeline.Storage.Table(TableNames.Audit).QueryAsync<TableEntity>(filter, select: ["PartitionKey"]))
            count++;
        return count;
    }
}
