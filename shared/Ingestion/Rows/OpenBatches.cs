namespace IncDiv.Ingestion.Rows;

/// <summary>The batches that are being filled, one for each quarter. Only a few are open at once, so memory does not grow with the quarters of a file. A full
/// batch is processed in the background, one at a time and in order, while reading fills a spare batch.</summary>
internal sealed class OpenBatches(ColumnParser[] columns, Func<RowBatch, CancellationToken, ValueTask> onBatch) : IAsyncDisposable
{
    private const int MaxOpen = 8;

    private readonly List<OpenBatch> _open = [];
    private readonly SortedDictionary<Quarter, long> _rows = [];
    private readonly Stack<OpenBatch> _spare = [];
    private (Task Task, OpenBatch Batch)? _inProgress;

    /// <summary>Number of rows sent for processing by quarter, in chronological order.</summary>
    public IReadOnlyDictionary<Quarter, long> RowsByQuarter => _rows;

    public ValueTask AddAsync(Quarter quarter, long line, CancellationToken cancellationToken)
    {
        foreach (OpenBatch batch in _open)
        {
            if (batch.Rows.Quarter != quarter)
                continue;
            batch.Add(columns, line);
            return batch.IsFull ? ReplaceAsync(batch, cancellationToken) : ValueTask.CompletedTask;
        }
        return AddToNewAsync(quarter, line, cancellationToken);
    }

    /// <summary>Sends the remaining batches for processing, in chronological order.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        foreach (OpenBatch batch in _open.OrderBy(b => b.Rows.Quarter))
            await SendAsync(batch, cancellationToken);
        _open.Clear();
        await ReclaimAsync();
    }

    /// <summary>Waits for the batch in progress. It ignores an exception of that batch, because it was already thrown or another exception is being
    /// thrown.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_inProgress is { } inProgress)
            await inProgress.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async ValueTask AddToNewAsync(Quarter quarter, long line, CancellationToken cancellationToken)
    {
        if (_open.Count == MaxOpen)
        {
            OpenBatch oldest = _open[0];
            _open.RemoveAt(0);
            await SendAsync(oldest, cancellationToken);
        }
        OpenBatch batch = EmptyBatch(quarter);
        _open.Add(batch);
        batch.Add(columns, line);
    }

    private async ValueTask ReplaceAsync(OpenBatch full, CancellationToken cancellationToken)
    {
        _open.Remove(full);
        await SendAsync(full, cancellationToken);
        _open.Add(EmptyBatch(full.Rows.Quarter));
    }

    private OpenBatch EmptyBatch(Quarter quarter) => _spare.TryPop(out OpenBatch? spare) ? spare.For(quarter) : OpenBatch.Create(quarter, columns);

    private async ValueTask SendAsync(OpenBatch batch, CancellationToken cancellationToken)
    {
        await ReclaimAsync();
        if (batch.Rows.Count == 0)
            return;
        _rows[batch.Rows.Quarter] = _rows.GetValueOrDefault(batch.Rows.Quarter) + batch.Rows.Count;
        _inProgress = (Task.Run(() => onBatch(batch.Rows, cancellationToken).AsTask(), cancellationToken), batch);
    }

    private async ValueTask ReclaimAsync()
    {
        if (_inProgress is not { } inProgress)
            return;
        _inProgress = null;
        await inProgress.Task;
        inProgress.Batch.Clear();
        _spare.Push(inProgress.Batch);
    }
}
