using IncDiv.Contracts.Output;
using IncDiv.Storage;

namespace IncDiv.Flows.Tests;

[Collection(FlowsTests.Name)]
public sealed class KeyRotationTests(FlowsFixture fixture)
{
    private const string NewKey = "HyAhIiMkJSYnKCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4=";

    [Fact]
    public async Task Over_the_bridge_a_row_under_the_new_key_corrects_one_under_the_old()
    {
        string account = fixture.NewAccount();
        byte[] content = await Drops.OfAsync("pas", Drops.Quarter, 200);
        Pipeline old = await Pipeline.CreateAsync(account, []);
        await old.DropAsync("pas/first.csv", content);
        string file = Assert.Single(await old.NamesAsync(ContainerNames.Curated));
        byte[] curated = await old.BytesAsync(ContainerNames.Curated, file);

        Pipeline rotated = await Pipeline.CreateAsync(account, Rotated);
        Assert.Equal(1, await rotated.KeyRotation.RecordBridgeAsync(CancellationToken.None));
        await rotated.DropLaterAsync("pas/again.csv", Drops.Again(content));
        await rotated.ComputeAsync();

        Assert.Equal(curated, await rotated.BytesAsync(ContainerNames.Curated, file));
        MeasureRow good = (await rotated.MeasuresAsync(Drops.Quarter)).Single(r => r is { MeasureId: "PAS-01", Window: "quarter", Breakdown: "all", Statistic: "level" });
        Assert.InRange(good.N!.Value, 1, 200);
    }

    [Fact]
    public async Task Without_a_previous_key_there_is_nothing_to_bridge()
    {
        Pipeline pipeline = await Pipeline.CreateAsync(fixture);
        InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => pipeline.KeyRotation.RecordBridgeAsync(CancellationToken.None));
        Assert.Contains("PreviousPseudonymKey", refusal.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<(string, string)> Rotated =>
        [("PseudonymKey", NewKey), ("PseudonymKeyId", "2"), ("PreviousPseudonymKey", Pipeline.Key), ("PreviousPseudonymKeyId", "test")];
}
