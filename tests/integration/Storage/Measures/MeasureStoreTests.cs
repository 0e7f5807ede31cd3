namespace IncDiv.Storage.Tests.Measures;

[Collection(StorageTests.Name)]
public sealed class MeasureStoreTests(StorageFixture fixture)
{
    private readonly MeasureStore _store = new(fixture.Storage);

    [Fact]
    public async Task An_edition_is_read_as_written_and_can_be_replaced_when_its_current_version_is_given()
    {
        Quarter quarter = new(2001, 1);
        MeasureRow[] first = [MeasureRows.Row(), MeasureRows.Row(group: "Black", value: null)], second = [MeasureRows.Row(value: 3)];
        await PutAsync(_store, quarter, first);
        Assert.Equal(first, await _store.FindAsync(quarter, 1, CancellationToken.None));
        await PutAsync(_store, quarter, second);
        Assert.Equal(second, await _store.FindAsync(quarter, 1, CancellationToken.None));
    }

    [Fact]
    public async Task A_sealed_edition_rejects_writes_of_a_process_that_started_before()
    {
        Quarter quarter = new(2002, 2);
        MeasureRow[] written = [MeasureRows.Row(value: 1)], late = [MeasureRows.Row(value: 2)];
        await PutAsync(_store, quarter, written);
        string version = (await _store.VersionsAsync(quarter, CancellationToken.None))[1];
        await _store.SealAsync(quarter, 1, CancellationToken.None);

        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => _store.PutAsync(quarter, 1, late, version, CancellationToken.None));

        Assert.Equal(412, refused.Status);
        Assert.Equal(written, await _store.FindAsync(quarter, 1, CancellationToken.None));
    }

    [Fact]
    public async Task A_process_whose_write_succeeded_without_an_answer_recognises_its_own_edition()
    {
        Quarter quarter = new(2002, 3);
        await _store.PutAsync(quarter, 1, [MeasureRows.Row()], null, CancellationToken.None);
        await _store.PutAsync(quarter, 1, [MeasureRows.Row()], null, CancellationToken.None);
        Assert.Equal([MeasureRows.Row()], await _store.FindAsync(quarter, 1, CancellationToken.None));
    }

    [Fact]
    public async Task The_newest_edition_of_a_quarter_is_that_of_the_highest_number()
    {
        Quarter quarter = new(2002, 4);
        foreach (int edition in new[] { 2, 10, 9 })
            await _store.PutAsync(quarter, edition, [MeasureRows.Row()], null, CancellationToken.None);
        Assert.Equal(10, (await _store.NewestAsync(CancellationToken.None))[quarter].Edition);
    }

    [Fact]
    public async Task An_edition_that_was_not_written_is_not_found() =>
        Assert.Null(await _store.FindAsync(new Quarter(2001, 1), 9, CancellationToken.None));

    private static async Task PutAsync(MeasureStore store, Quarter quarter, IReadOnlyList<MeasureRow> rows) =>
        await store.PutAsync(quarter, 1, rows, (await store.VersionsAsync(quarter, CancellationToken.None)).GetValueOrDefault(1), CancellationToken.None);
}
