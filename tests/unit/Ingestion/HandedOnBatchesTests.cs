using IncDiv.Contracts.Rows;

namespace IncDiv.Ingestion.Tests;

/// <summary>Batches are processed in parallel with the reading.</summary>
public sealed class HandedOnBatchesTests
{
    private const int Rows = 3 * RowBatch.Capacity + 5;

    private static readonly byte[] Drop = new SampleDrop("pas").Rows(Rows).ToBytes();

    [Fact]
    public async Task Batches_are_processed_one_at_a_time_in_file_order_and_all_are_done_at_the_end()
    {
        int at = 0, inside = 0;
        DropReading reading = await ReadAsync(async (batch, token) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            KeyValues keys = batch.Column<KeyValues>("respondent_id");
            for (int row = 0; row < batch.Count; row++, at++)
            {
                Assert.Equal(System.Text.Encoding.UTF8.GetBytes($"P{at:D5}"), keys[row]);
                if (row % 1024 == 0)
                    await Task.Yield();
            }
            Interlocked.Decrement(ref inside);
        });

        Assert.Equal((Rows, Rows, 0), (reading.RowsAccepted, at, inside));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_batch_that_cannot_be_processed_ends_the_reading(int failing)
    {
        int batches = 0;

        await Assert.ThrowsAsync<IOException>(
            () => ReadAsync((_, _) => ++batches == failing ? throw new IOException("The disk is full.") : ValueTask.CompletedTask));

        Assert.Equal(failing, batches);
    }

    private static async Task<DropReading> ReadAsync(Func<RowBatch, CancellationToken, ValueTask> onBatch)
    {
        using var file = new MemoryStream(Drop);
        return await new DropReader(ContractSet.Embedded.Feeds.Find("pas")!, "pas.csv").ReadAsync(file, onBatch, CancellationToken.None);
    }
}
