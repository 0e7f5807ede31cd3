using IncDiv.Storage.Curated;
using IncDiv.Storage.Microdata;

namespace IncDiv.Workflows.Tests;

[Collection(WorkflowsTests.Second)]
public sealed class ErasureTests(WorkflowsFixture fixture)
{
    private static readonly Feed Workforce = ContractSet.Embedded.Feeds.Find("workforce")!;
    private static readonly Feed Pas = ContractSet.Embedded.Feeds.Find("pas")!;

    [Fact]
    public async Task A_person_is_removed_from_curated_data_the_raw_drop_is_deleted_and_the_quarter_recomputed()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        byte[] content = await Drops.OfAsync("workforce", Drops.Quarter, 400);
        await pipeline.LandAsync("workforce/people.csv.manifest.json", "{}"u8.ToArray());
        await pipeline.DropAsync("workforce/people.csv", content);
        await pipeline.ComputeAsync();

        ErasureResult result = await pipeline.Erasure.EraseAsync(
            Workforce, [$"\uFEFF {FirstId(content).ToLowerInvariant()}\u200B ", ""], CancellationToken.None);

        Assert.Equal((1, 1, 1), (result.Rows, result.Drops, result.RawFiles));
        Assert.Equal(399, await CountAsync(pipeline));
        Assert.Empty(await pipeline.NamesAsync(ContainerNames.Drops));
        Assert.Equal([Drops.Quarter], await pipeline.Markers.WaitingAsync(CancellationToken.None));
        Assert.Empty(await pipeline.NamesAsync(ContainerNames.Work, "erasures/"));
    }

    [Fact]
    public async Task Erasing_an_unknown_person_changes_nothing()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await pipeline.DropAsync("workforce/people.csv", await Drops.OfAsync("workforce", Drops.Quarter, 400));
        await pipeline.DropAsync("workforce/bad.csv", Drops.Bad);
        await pipeline.ComputeAsync();

        ErasureResult result = await pipeline.Erasure.EraseAsync(Workforce, ["ZZZZ9999"], CancellationToken.None);

        Assert.Equal((0, 0), (result.Rows, result.RawFiles));
        Assert.Equal(["workforce/people.csv"], await pipeline.NamesAsync(ContainerNames.Drops));
        Assert.Equal(["workforce/bad.csv"], await pipeline.NamesAsync(ContainerNames.Quarantine));
        Assert.Empty(await pipeline.Markers.WaitingAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("000000")]
    public async Task An_identifier_that_no_person_can_have_is_refused(string id)
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        await Assert.ThrowsAsync<InvalidOperationException>(() => pipeline.Erasure.EraseAsync(Workforce, [id], CancellationToken.None));
    }

    [Fact]
    public async Task Raw_copies_are_deleted_whatever_their_outcome_and_those_of_other_people_are_kept()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        byte[] content = await Drops.OfAsync("pas", Drops.Quarter, 60);
        string id = FirstId(content);
        byte[] others = WithoutRowOf(content, id);
        await pipeline.DropAsync("pas/first.csv", content);
        await pipeline.DropAsync("pas/duplicate.csv", content);
        await pipeline.DropAsync("pas/others.csv", others);
        await pipeline.DropAsync("pas/rejected.csv", [.. others, .. Lines(RowOf(content, id).TrimEnd('\r') + ",surplus", "")]);
        await pipeline.DropAsync("pas/no-header.csv", Lines("Q1,Q2", $"1,{id}"));
        await pipeline.DropAsync("pass/mistyped.csv", content);
        await pipeline.LandAsync("pas/failed.csv", Drops.Again(content));
        await pipeline.FailedWork.RecordAsync(ContainerNames.Drops, "pas/failed.csv", null, CancellationToken.None);
        Assert.Equal(
            [DropOutcome.Accepted, DropOutcome.Accepted, DropOutcome.Accepted, DropOutcome.Quarantined, DropOutcome.Duplicate, DropOutcome.Failed],
            (await pipeline.LedgerAsync()).Where(d => d.Feed == "pas").Select(d => d.Outcome).Order());

        await pipeline.Erasure.EraseAsync(Pas, [id], CancellationToken.None);

        Assert.Equal(["pas/others.csv"], await pipeline.NamesAsync(ContainerNames.Drops));
        Assert.Empty(await pipeline.NamesAsync(ContainerNames.Quarantine));
    }

    [Fact]
    public async Task A_drop_that_is_waiting_for_ingestion_is_named_and_kept()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        byte[] content = await Drops.OfAsync("pas", Drops.Quarter, 60);
        await pipeline.LandAsync("pas/march.csv", content);

        ErasureResult early = await pipeline.Erasure.EraseAsync(Pas, [FirstId(content)], CancellationToken.None);
        Assert.Equal(["pas/march.csv"], early.Waiting);
        await pipeline.Intake.IngestAsync("pas/march.csv", CancellationToken.None);
        ErasureResult later = await pipeline.Erasure.EraseAsync(Pas, [FirstId(content)], CancellationToken.None);

        Assert.Equal((1, 1, 0), (later.Rows, later.RawFiles, later.Waiting.Count));
    }

    [Fact]
    public async Task Microdata_is_withdrawn_at_once_and_has_no_successor_and_the_vintage_loses_the_person_within_a_year()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture.NewAccount(), [("SmallestClass", "2")], measures: Pipeline.FewMeasures);
        byte[] content = await Drops.OfAsync("workforce", Drops.Quarter, 400);
        await pipeline.DropAsync("workforce/people.csv", content);
        await pipeline.ComputeAsync();
        await pipeline.Publication.PublishDueAsync(CancellationToken.None);
        Assert.Equal(400, await CountMicrodataAsync(pipeline));

        await pipeline.Erasure.EraseAsync(Workforce, [FirstId(content)], CancellationToken.None);
        await pipeline.Publication.PublishDueAsync(CancellationToken.None);
        Assert.Empty(await pipeline.NamesAsync(ContainerNames.Bi));
        Assert.Equal(400, await CountPinnedAsync(pipeline));

        // A correction has nothing to do with it.
        await pipeline.DropLaterAsync("workforce/corrected.csv", await Drops.OfAsync("workforce", Drops.Quarter, 60));
        Pipeline later = await Pipeline.CreateAsync(pipeline.Account, [], "2018-04-02", measures: Pipeline.FewMeasures);
        await later.Retention.ApplyAsync(CancellationToken.None);
        Assert.Equal(399, await CountPinnedAsync(later));
    }

    [Fact]
    public async Task Data_of_a_key_that_is_not_loaded_is_an_error_that_names_the_key_and_a_retired_key_finds_the_person()
    {
        string account = fixture.NewAccount();
        Pipeline old = await Pipeline.CreateAsync(account, []);
        byte[] content = await Drops.OfAsync("pas", Drops.Quarter, 60);
        await old.DropAsync("pas/march.csv", content);
        IReadOnlyList<string> before = await StorageState.OfAsync(old);
        (string, string)[] newest = [("PseudonymKey", KeyRotationTests.Keys[2]), ("PseudonymKeyId", "2")];

        Pipeline without = await Pipeline.CreateAsync(account, newest);
        InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => without.Erasure.EraseAsync(Pas, [FirstId(content)], CancellationToken.None));
        Assert.Contains("'test'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await StorageState.OfAsync(old));

        Pipeline with = await Pipeline.CreateAsync(account, [.. newest, ("RetiredPseudonymKeys", $"0={KeyRotationTests.Keys[1]} test={Pipeline.Key}")]);
        Assert.Equal(1, (await with.Erasure.EraseAsync(Pas, [FirstId(content)], CancellationToken.None)).Rows);
    }

    [Fact]
    public async Task A_person_is_removed_from_the_bridges_between_keys()
    {
        string account = fixture.NewAccount();
        byte[] content = await Drops.OfAsync("pas", Drops.Quarter, 60);
        await (await Pipeline.CreateAsync(account, [])).DropAsync("pas/march.csv", content);
        Pipeline rotated = await Pipeline.CreateAsync(account, KeyRotationTests.Rotation("test", Pipeline.Key, 2));
        await rotated.KeyRotation.RecordBridgeAsync(CancellationToken.None);
        Assert.Equal(60, await CountBridgeAsync(rotated));

        await rotated.Erasure.EraseAsync(Pas, [FirstId(content)], CancellationToken.None);

        Assert.Equal(59, await CountBridgeAsync(rotated));
    }

    [Fact]
    public async Task The_quarter_of_a_file_left_without_rows_can_still_be_computed()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        byte[] content = await Drops.OfAsync("workforce", Drops.Quarter, 1);
        await pipeline.DropAsync("workforce/one.csv", content);
        await pipeline.Erasure.EraseAsync(Workforce, [FirstId(content)], CancellationToken.None);
        await pipeline.ComputeAsync();

        Assert.Equal(0, await CountAsync(pipeline));
        Assert.Empty(await pipeline.Markers.WaitingAsync(CancellationToken.None));
    }

    internal static string FirstId(byte[] drop) => Encoding.UTF8.GetString(drop).Split('\n')[1].Split(',')[0];

    private static string RowOf(byte[] drop, string id) => Encoding.UTF8.GetString(drop).Split('\n').First(l => l.StartsWith(id, StringComparison.Ordinal));

    private static byte[] WithoutRowOf(byte[] drop, string id) =>
        Lines([.. Encoding.UTF8.GetString(drop).Split('\n').Where(l => !l.StartsWith(id, StringComparison.Ordinal))]);

    private static byte[] Lines(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));

    private static async Task<int> CountAsync(Pipeline pipeline)
    {
        DropRecord drop = Assert.Single(await pipeline.LedgerAsync());
        using var file = new MemoryStream(await pipeline.BytesAsync(ContainerNames.Curated, CuratedStore.PathOf("workforce", Drops.Quarter, drop.Id)));
        return await CountAsync(CuratedReader.ReadAsync(Workforce, Drops.Quarter, file, CancellationToken.None));
    }

    // Records in the file and records that it leaves out.
    private static async Task<long> CountMicrodataAsync(Pipeline pipeline)
    {
        string risk = Assert.Single(await pipeline.NamesAsync(ContainerNames.Evidence), n => n.EndsWith("risk.json", StringComparison.Ordinal));
        using JsonDocument report = JsonDocument.Parse(await pipeline.BytesAsync(ContainerNames.Evidence, risk));
        string name = Assert.Single(await pipeline.NamesAsync(ContainerNames.Bi), n => n.EndsWith(".parquet", StringComparison.Ordinal));
        using var file = new MemoryStream(await pipeline.BytesAsync(ContainerNames.Bi, name));
        return await CountAsync(MicrodataReader.ReadAsync(ContractSet.Embedded.Releases.Find("workforce")!, Drops.Quarter, file, CancellationToken.None))
            + report.RootElement.GetProperty("leftOutRecords").GetInt64();
    }

    private static async Task<int> CountPinnedAsync(Pipeline pipeline)
    {
        using var file = new MemoryStream(await pipeline.BytesAsync(ContainerNames.Work, $"pinned/workforce/{Drops.Quarter}.parquet"));
        return await CountAsync(CuratedReader.ReadAsync(Workforce, Drops.Quarter, file, CancellationToken.None, withPseudonyms: false));
    }

    private static async Task<int> CountBridgeAsync(Pipeline pipeline)
    {
        string name = Assert.Single(await pipeline.NamesAsync(ContainerNames.Curated, "pas/bridge="));
        using var file = new MemoryStream(await pipeline.BytesAsync(ContainerNames.Curated, name));
        int pairs = 0;
        await foreach (IReadOnlyList<(UInt128, UInt128)> group in BridgeReader.ReadAsync(file, CancellationToken.None))
            pairs += group.Count;
        return pairs;
    }

    private static async Task<int> CountAsync(IAsyncEnumerable<RowBatch> batches)
    {
        int rows = 0;
        await foreach (RowBatch batch in batches)
            rows += batch.Count;
        return rows;
    }
}
