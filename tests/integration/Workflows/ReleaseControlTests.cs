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
        await pipeline.PublishAsync(Drops.Quarter);

        Assert.Contains(Ledger, await pipeline.NamesAsync(ContainerNames.Work));
        Assert.Equal(["quarter=2016-17-Q4/edition=1/measures.parquet"], await pipeline.NamesAsync(ContainerNames.Measures));
        Assert.Equal([$"{Evidence}.html", $"{Evidence}.json"], await pipeline.NamesAsync(ContainerNames.Evidence, "measures/quarter=2016-17-Q4/edition=1/"));
        JsonNode evidence = JsonNode.Parse(await pipeline.TextAsync(ContainerNames.Evidence, $"{Evidence}.json"))!;
        Assert.InRange((double)evidence["hiddenPercent"]!, 0.1, 99.9);
        Assert.Contains("<h1>", await pipeline.TextAsync(ContainerNames.Evidence, $"{Evidence}.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_out_is_told_to_everybody_who_waits_for_it()
    {
        Pipeline pipeline = await WithWorkforceAsync();
        await pipeline.PublishAsync(Drops.Quarter);
        await pipeline.Disclosure.PutWithheldAsync(Drops.Quarter, ["WF-01 | rank | snapshot"], CancellationToken.None);

        const string Told = "2016-17-Q4: withheld to protect people: WF-01 | rank | snapshot";
        Assert.Equal([Told], (await pipeline.Health.ReportAsync(CancellationToken.None)).Withheld);
        Assert.Equal(Told, (await pipeline.PublishAsync(Drops.Quarter))!.Withheld);
    }

    [Fact]
    public async Task What_published_figures_give_away_is_masked_from_now_on_and_the_rest_goes_on()
    {
        Pipeline pipeline = await WithWorkforceAsync();
        await pipeline.PublishAsync(Drops.Quarter);
        // Another quarter is said to have published the same small counts.
        string published = await pipeline.TextAsync(ContainerNames.Work, Ledger);
        await pipeline.MeasuredAsync(Drops.Quarter.AddQuarters(1), 13.3);
        await pipeline.Blob(ContainerNames.Work, "disclosure/2017-18-Q1/edition-1.json").UploadAsync(new BinaryData(WithSmallCountsPublished(published)));
        await pipeline.Blob(ContainerNames.Measures, "quarter=2016-17-Q4/edition=1/measures.parquet").DeleteAsync();
        await pipeline.Markers.RequestAsync(Drops.Quarter, CancellationToken.None);
        await pipeline.ComputeAsync();
        await pipeline.PublishAsync(Drops.Quarter);

        JsonNode evidence = JsonNode.Parse(await pipeline.TextAsync(ContainerNames.Evidence, $"{Evidence}.json"))!;
        Assert.NotEmpty(evidence["alreadyPublic"]!.AsArray());
        Assert.Equal(1, await CountAsync(pipeline, "Action eq 'counts already public'"));
        Assert.Contains(await pipeline.MeasuresAsync(Drops.Quarter), r => r.Value is not null);
    }

    [Fact]
    public async Task Drafts_bind_nothing_so_the_order_of_drops_before_the_first_publication_does_not_matter()
    {
        Quarter[] quarters = [Drops.Quarter.AddQuarters(-1), Drops.Quarter];
        var published = new List<string>();
        foreach (IEnumerable<Quarter> order in new[] { quarters, quarters.Reverse() })
        {
            Pipeline pipeline = await Pipeline.CreateAsync(fixture, measures: Pipeline.FewMeasures);
            foreach (Quarter quarter in order)
            {
                await pipeline.DropAsync($"workforce/{quarter}.csv", await Drops.OfAsync("workforce", quarter, 60));
                await pipeline.ComputeAsync();
            }
            await pipeline.Publication.PublishDueAsync(CancellationToken.None);
            foreach (string name in await pipeline.NamesAsync(ContainerNames.Measures))
                published.Add($"{name} {Convert.ToHexString(SHA256.HashData(await pipeline.BytesAsync(ContainerNames.Measures, name)))}");
        }
        Assert.Equal(4, published.Count);
        Assert.Equal(published[..2], published[2..]);
    }

    [Fact]
    public async Task Later_quarters_rest_on_the_data_that_was_published()
    {
        Quarter next = Drops.Quarter.AddQuarters(4);
        byte[] drop = await Drops.OfAsync("workforce", Drops.Quarter, 60), later = await Drops.OfAsync("workforce", next, 60);
        var published = new List<IReadOnlyList<MeasureRow>>();
        foreach (bool isCorrected in new[] { false, true })
        {
            Pipeline pipeline = await WithWorkforceAsync(drop);
            await pipeline.PublishAsync(Drops.Quarter);
            if (isCorrected)
                await pipeline.DropLaterAsync("workforce/corrected.csv", WithoutLast(drop, 2));
            await pipeline.DropAsync("workforce/next-year.csv", later);
            await pipeline.ComputeAsync();
            await pipeline.PublishAsync(next);
            published.Add(await pipeline.MeasuresAsync(next));
        }
        Assert.Contains(published[0], r => r is { Statistic: Statistic.Change, Value: not null });
        Assert.Equal(published[0], published[1]);
    }

    private async Task<Pipeline> WithWorkforceAsync(byte[]? drop = null)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture, measures: Pipeline.FewMeasures);
        await pipeline.DropAsync("workforce/march.csv", drop ?? await Drops.OfAsync("workforce", Drops.Quarter, 60));
        await pipeline.ComputeAsync();
        return pipeline;
    }

    private static byte[] WithoutLast(byte[] drop, int people)
    {
        string[] lines = Encoding.UTF8.GetString(drop).TrimEnd('\n').Split('\n');
        return Encoding.UTF8.GetBytes(string.Join('\n', lines[..^people]) + "\n");
    }

    private static string WithSmallCountsPublished(string ledger)
    {
        JsonNode file = JsonNode.Parse(ledger)!;
        JsonNode[] small = [.. file["Entries"]!.AsArray().Where(e => (bool)e!["IsPrimary"]! && (long)e["Persons"]! > 0)!];
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
