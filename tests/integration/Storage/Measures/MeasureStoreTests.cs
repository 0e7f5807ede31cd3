namespace IncDiv.Storage.Tests.Measures;

[Collection(StorageTests.Name)]
public sealed class MeasureStoreTests(StorageFixture fixture)
{
    private readonly MeasureStore _store = new(fixture.Storage);

    [Fact]
    public async Task An_edition_is_read_as_written_and_never_replaced()
    {
        Quarter quarter = new(2001, 1);
        MeasureRow[] rows = [MeasureRows.Row(), MeasureRows.Row(group: "Black", value: null)];
        await _store.PutAsync(quarter, 1, rows, CancellationToken.None);

        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => _store.PutAsync(quarter, 1, [MeasureRows.Row(value: 3)], CancellationToken.None));

        Assert.Equal(409, refused.Status);
        Assert.Equal(rows, await _store.FindAsync(quarter, 1, CancellationToken.None));
    }

    [Fact]
    public async Task A_draft_is_no_edition_and_can_be_replaced_and_removed()
    {
        Quarter quarter = new(2002, 2);
        await _store.PutDraftAsync(quarter, [MeasureRows.Row(value: 1)], CancellationToken.None);
        await _store.PutDraftAsync(quarter, [MeasureRows.Row(value: 2)], CancellationToken.None);
        Assert.Equal([MeasureRows.Row(value: 2)], await _store.FindDraftAsync(quarter, CancellationToken.None));
        Assert.Equal(0, await _store.NewestAsync(quarter, CancellationToken.None));
        Assert.DoesNotContain(quarter, (await _store.NewestAsync(CancellationToken.None)).Keys);

        await _store.RemoveDraftAsync(quarter, CancellationToken.None);
        Assert.Null(await _store.FindDraftAsync(quarter, CancellationToken.None));
    }

    [Fact]
    public async Task A_process_whose_write_succeeded_without_an_answer_recognises_its_own_edition()
    {
        Quarter quarter = new(2002, 3);
        await _store.PutAsync(quarter, 1, [MeasureRows.Row()], CancellationToken.None);
        await _store.PutAsync(quarter, 1, [MeasureRows.Row()], CancellationToken.None);
        Assert.Equal([MeasureRows.Row()], await _store.FindAsync(quarter, 1, CancellationToken.None));
    }

    [Fact]
    public async Task The_newest_edition_of_a_quarter_is_that_of_the_highest_number()
    {
        Quarter quarter = new(2002, 4);
        foreach (int edition in new[] { 2, 10, 9 })
            await _store.PutAsync(quarter, edition, [MeasureRows.Row()], CancellationToken.None);
        Assert.Equal(10, (await _store.NewestAsync(CancellationToken.None))[quarter].Edition);
        Assert.Equal(10, await _store.NewestAsync(quarter, CancellationToken.None));
    }

    [Fact]
    public async Task An_edition_that_was_not_written_is_not_found() =>
        Assert.Null(await _store.FindAsync(new Quarter(2001, 1), 9, CancellationToken.None));
}
