namespace IncDiv.Workflows.Tests;

[Collection(WorkflowsTests.Name)]
public sealed class PackPublicationTests(WorkflowsFixture fixture)
{
    private const string Folder = "stride-quarterly/2016-17-Q4";
    private const string DayBeforeDue = "2017-04-29";
    private const string DueDay = "2017-04-30";

    private static readonly string[] Files =
        ["index.html", "manifest.json", "measures.csv", "measures.csv-metadata.json", "measures.parquet", "pack.pdf", "pack.xlsx"];

    [Theory]
    [InlineData(DayBeforeDue, "workforce", 0)]
    [InlineData(DueDay, "workforce", 1)]
    [InlineData(DayBeforeDue, "workforce victim-satisfaction pas", 1)]
    public async Task A_pack_is_published_on_its_due_date_or_as_soon_as_its_feeds_are_received(string today, string feeds, int editions)
    {
        Pipeline pipeline = await WithAsync(today, feeds.Split(' '));
        await pipeline.Publication.PublishDueAsync(CancellationToken.None);
        Assert.Equal(editions, (await pipeline.Packs.ListAsync(null, Drops.Quarter, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_published_pack_has_its_files_its_row_and_the_pointer_to_it()
    {
        Pipeline pipeline = await WithAsync(DueDay, "workforce");
        PublishedPack? pack = await pipeline.PublishAsync(Drops.Quarter);

        Assert.Equal(new PublishedPack("stride-quarterly", "2016-17-Q4", 1, $"{Folder}/edition-1"), pack! with { Withheld = "" });
        Assert.Equal(Files.Select(f => $"{Folder}/edition-1/{f}"), await pipeline.NamesAsync(ContainerNames.Packs, Folder));
        Assert.Equal(
            await pipeline.BytesAsync(ContainerNames.Measures, "quarter=2016-17-Q4/edition=1/measures.parquet"),
            await pipeline.BytesAsync(ContainerNames.Packs, $"{Folder}/edition-1/measures.parquet"));
        Assert.Equal((1, $"{Folder}/edition-1"), await LatestAsync(pipeline));
    }

    [Fact]
    public async Task A_published_edition_is_never_written_again()
    {
        Pipeline pipeline = await WithAsync(DueDay, "workforce");
        PublishedPack? first = await pipeline.PublishAsync(Drops.Quarter);
        ETag[] versions = await VersionsAsync(pipeline);
        PublishedPack? second = await pipeline.PublishAsync(Drops.Quarter);
        await pipeline.Publication.PublishDueAsync(CancellationToken.None);

        Assert.Equal(first, second);
        Assert.Equal(versions, await VersionsAsync(pipeline));
    }

    [Fact]
    public async Task A_late_feed_makes_edition_2_with_its_revisions_and_moves_the_pointer()
    {
        Pipeline pipeline = await WithAsync([.. Pipeline.FewMeasures, "VSS-01"], DueDay, "workforce");
        await pipeline.PublishAsync(Drops.Quarter);
        byte[] first = await pipeline.BytesAsync(ContainerNames.Packs, $"{Folder}/edition-1/index.html");
        await LateFeedAsync(pipeline);

        Assert.Equal([1, 2], (await pipeline.Packs.ListAsync("stride-quarterly", Drops.Quarter, CancellationToken.None)).Select(p => p.Edition));
        Assert.Equal(first, await pipeline.BytesAsync(ContainerNames.Packs, $"{Folder}/edition-1/index.html"));
        const string Why = "A feed came in after the last edition.";
        Assert.Contains(Why, await pipeline.TextAsync(ContainerNames.Packs, $"{Folder}/edition-2/index.html"), StringComparison.Ordinal);
        Assert.DoesNotContain(Why, await pipeline.TextAsync(ContainerNames.Packs, $"{Folder}/edition-1/index.html"), StringComparison.Ordinal);
        Assert.Equal((2, $"{Folder}/edition-2"), await LatestAsync(pipeline));
    }

    [Fact]
    public async Task Later_packs_of_a_quarter_print_the_figures_of_the_first_though_newer_data_have_landed()
    {
        Pipeline pipeline = await WithAsync(DueDay, "workforce");
        await pipeline.PublishAsync(Drops.Quarter);
        await pipeline.DropLaterAsync("workforce/late.csv", await Drops.OfAsync("workforce", Drops.Quarter, 90));
        await pipeline.ComputeAsync();
        PublishedPack later = (await pipeline.Publication.PublishAsync("audit-panel", Drops.Quarter, CancellationToken.None))!;

        Assert.Equal(1, later.Edition);
        string manifest = await pipeline.TextAsync(ContainerNames.Packs, $"{later.Path}/manifest.json");
        Assert.All(await pipeline.LedgerAsync(), d => Assert.Equal(d.File == "workforce/march.csv", manifest.Contains(d.Id, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("no-such-pack", 4)]
    [InlineData("stride-quarterly", 1)]
    public async Task An_unknown_pack_and_a_quarter_without_measures_give_no_result(string pack, int quarter)
    {
        Pipeline pipeline = await WithAsync(DueDay, "workforce");
        Assert.Null(await pipeline.Publication.PublishAsync(pack, new Quarter(2016, quarter), CancellationToken.None));
        Assert.Empty(await pipeline.NamesAsync(ContainerNames.Packs));
    }

    [Theory]
    [InlineData("2017-04-29", "")]
    [InlineData("2017-04-30", "stride-quarterly")]
    [InlineData("2017-05-15", "audit-panel stride-quarterly")]
    [InlineData("2017-05-30", "audit-panel lrap-biannual public-quarterly stride-quarterly")]
    public async Task Each_pack_is_published_once_on_its_own_due_date(string today, string packs)
    {
        Pipeline pipeline = await WithAsync(today, "workforce");
        await pipeline.Publication.PublishDueAsync(CancellationToken.None);
        await pipeline.Publication.PublishDueAsync(CancellationToken.None);
        IEnumerable<string> published = (await pipeline.Packs.ListAsync(CancellationToken.None)).Select(p => p.PackId).Order(StringComparer.Ordinal);
        Assert.Equal(packs, string.Join(' ', published));
    }

    [Fact]
    public async Task No_file_of_the_public_pack_has_ranks_or_units()
    {
        Pipeline pipeline = await WithAsync(measures: null, DueDay, "workforce");
        PublishedPack pack = (await pipeline.Publication.PublishAsync("public-quarterly", Drops.Quarter, CancellationToken.None))!;
        using var parquet = new MemoryStream(await pipeline.BytesAsync(ContainerNames.Packs, pack.Path + "/measures.parquet"));
        IReadOnlyList<MeasureRow> rows = await MeasureParquet.ReadAsync(parquet, CancellationToken.None);
        Assert.NotEmpty(rows);
        Assert.DoesNotContain(rows, r => r.Breakdown is "rank" or "business_group" or "bcu" or "specialist_unit");
        Assert.DoesNotContain(",rank,", await pipeline.TextAsync(ContainerNames.Packs, pack.Path + "/measures.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_biannual_pack_is_not_published_in_the_quarters_between()
    {
        Pipeline pipeline = await WithAsync(DueDay, "workforce");
        Assert.Null(await pipeline.Publication.PublishAsync("lrap-biannual", Drops.Quarter.AddQuarters(-1), CancellationToken.None));
    }

    [Fact]
    public async Task The_home_page_lists_what_is_published_and_what_changed()
    {
        Pipeline pipeline = await WithAsync([.. Pipeline.FewMeasures, "VSS-01"], DueDay, "workforce");
        await pipeline.PublishAsync(Drops.Quarter);
        string first = await pipeline.TextAsync(ContainerNames.Packs, "index.html");
        Assert.Contains($"{Folder}/edition-1/index.html", first, StringComparison.Ordinal);
        Assert.Contains("first edition of this pack", first, StringComparison.Ordinal);

        await LateFeedAsync(pipeline);
        string second = await pipeline.TextAsync(ContainerNames.Packs, "index.html");
        Assert.Contains($"{Folder}/edition-2/index.html", second, StringComparison.Ordinal);
        Assert.Matches("[0-9]+ figures", second);
    }

    private static async Task LateFeedAsync(Pipeline pipeline)
    {
        await pipeline.DropAsync("victim-satisfaction/late.csv", await Drops.OfAsync("victim-satisfaction", Drops.Quarter, 300));
        await pipeline.ComputeAsync();
        await pipeline.Publication.PublishDueAsync(CancellationToken.None);
    }

    private Task<Pipeline> WithAsync(string today, params string[] feeds) => WithAsync(Pipeline.FewMeasures, today, feeds);

    private async Task<Pipeline> WithAsync(IReadOnlyList<string>? measures, string today, params string[] feeds)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture, today, measures: measures);
        foreach (string feed in feeds)
            await pipeline.DropAsync($"{feed}/march.csv", await Drops.OfAsync(feed, Drops.Quarter, 60));
        await pipeline.ComputeAsync();
        return pipeline;
    }

    private static async Task<ETag[]> VersionsAsync(Pipeline pipeline)
    {
        var versions = new List<ETag>();
        foreach (string name in await pipeline.NamesAsync(ContainerNames.Packs, "stride-quarterly"))
            versions.Add(await pipeline.VersionAsync(ContainerNames.Packs, name));
        return [.. versions];
    }

    private static async Task<(int, string)> LatestAsync(Pipeline pipeline)
    {
        using JsonDocument latest = JsonDocument.Parse(await pipeline.TextAsync(ContainerNames.Packs, "stride-quarterly/latest.json"));
        Assert.Equal("2016-17-Q4", latest.RootElement.GetProperty("quarter").GetString());
        return (latest.RootElement.GetProperty("edition").GetInt32(), latest.RootElement.GetProperty("path").GetString()!);
    }
}
