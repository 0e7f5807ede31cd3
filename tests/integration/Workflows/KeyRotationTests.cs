namespace IncDiv.Workflows.Tests;

[Collection(WorkflowsTests.Name)]
public sealed class KeyRotationTests(WorkflowsFixture fixture)
{
    /// <summary>Keys by their id.</summary>
    internal static IReadOnlyList<string> Keys { get; } = [.. Enumerable.Range(0, 4)
        .Select(n => Convert.ToBase64String([.. Enumerable.Range(100 * n, 32).Select(b => (byte)b)]))];

    [Fact]
    public async Task With_the_bridge_a_row_under_the_new_key_replaces_one_under_the_old()
    {
        string account = fixture.NewAccount();
        byte[] content = await Drops.OfAsync("pas", Drops.Quarter, 200);
        Pipeline old = await Pipeline.CreateAsync(account, []);
        await old.DropAsync("pas/first.csv", content);
        string file = Assert.Single(await old.NamesAsync(ContainerNames.Curated));
        byte[] curated = await old.BytesAsync(ContainerNames.Curated, file);

        Pipeline rotated = await Pipeline.CreateAsync(account, Rotation("test", Pipeline.Key, 2));
        RotationResult result = await rotated.KeyRotation.RecordBridgeAsync(CancellationToken.None);
        Assert.Equal((1, 0), (result.Bridged, result.Missed.Count));
        await rotated.DropLaterAsync("pas/again.csv", Drops.Again(content));
        await rotated.ComputeAsync();

        Assert.Equal(curated, await rotated.BytesAsync(ContainerNames.Curated, file));
        MeasureRow good = (await rotated.MeasuresAsync(Drops.Quarter)).Single(
            r => r is { MeasureId: "PAS-01", Window: MeasureWindow.Quarter, Breakdown: "all", Statistic: Statistic.Level });
        Assert.InRange(good.N!.Value, 1, 200);
    }

    [Fact]
    public async Task Without_a_previous_key_there_is_nothing_to_bridge()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => pipeline.KeyRotation.RecordBridgeAsync(CancellationToken.None));
        Assert.Contains("PreviousPseudonymKey", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_two_bridges_a_row_under_the_newest_key_replaces_one_under_the_oldest()
    {
        string account = fixture.NewAccount();
        byte[] content = await Drops.OfAsync("pas", Drops.Quarter, 200);
        await (await Pipeline.CreateAsync(account, [])).DropAsync("pas/first.csv", content);
        await (await Pipeline.CreateAsync(account, Rotation("test", Pipeline.Key, 2))).KeyRotation.RecordBridgeAsync(CancellationToken.None);
        Pipeline newest = await Pipeline.CreateAsync(account, Rotation("2", Keys[2], 3));
        await newest.KeyRotation.RecordBridgeAsync(CancellationToken.None);
        await newest.DropLaterAsync("pas/again.csv", Drops.Again(content));
        await newest.ComputeAsync();

        MeasureRow good = (await newest.MeasuresAsync(Drops.Quarter)).Single(
            r => r is { MeasureId: "PAS-01", Window: MeasureWindow.Quarter, Breakdown: "all", Statistic: Statistic.Level });
        Assert.InRange(good.N!.Value, 1, 200);
    }

    [Fact]
    public async Task A_drop_without_its_raw_file_is_named_unless_its_bridge_was_recorded_or_it_has_the_new_key()
    {
        string account = fixture.NewAccount();
        Pipeline old = await Pipeline.CreateAsync(account, []);
        await old.DropAsync("pas/gone.csv", await Drops.OfAsync("pas", Drops.Quarter, 20));
        await old.DropAsync("pas/kept.csv", await Drops.OfAsync("pas", Drops.Quarter.AddQuarters(1), 20, seed: 2));
        await old.Blob(ContainerNames.Drops, "pas/gone.csv").DeleteAsync();
        Pipeline rotated = await Pipeline.CreateAsync(account, Rotation("test", Pipeline.Key, 2));
        await rotated.DropAsync("pas/new.csv", await Drops.OfAsync("pas", Drops.Quarter, 20, seed: 3));

        RotationResult first = await rotated.KeyRotation.RecordBridgeAsync(CancellationToken.None);
        Assert.Equal(1, first.Bridged);
        Assert.Equal(["pas 2016-17-Q4"], first.Missed);
        await old.Blob(ContainerNames.Drops, "pas/kept.csv").DeleteAsync();
        RotationResult second = await rotated.KeyRotation.RecordBridgeAsync(CancellationToken.None);
        Assert.Equal(1, second.Bridged);
        Assert.Equal(first.Missed, second.Missed);
    }

    internal static IReadOnlyList<(string, string)> Rotation(string previousId, string previous, int present) =>
    [
        ("PseudonymKey", Keys[present]), ("PseudonymKeyId", present.ToString(CultureInfo.InvariantCulture)),
        ("PreviousPseudonymKey", previous), ("PreviousPseudonymKeyId", previousId),
    ];
}
