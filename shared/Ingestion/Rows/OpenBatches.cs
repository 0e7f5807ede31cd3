namespace IncDiv.Ingestion.Rows;

/// <summary>
/// The batches that are being filled, one for each quarter; only a few at once, so that memory does not grow with the quarters of a file. A full
/// one is taken on beside the reading, one at a time and in order, while a spare one is filled.
/// </summary>
internal sealed class OpenBatches(ColumnParser[] columns, Func<RowBatch, CancellationToken, ValueTask> onBatch) : IAsyncDisposable
{
    private const int MaxOpen = 8;

    private readonly List<OpenBatch> _open = [];
    private readonly SortedDictionary<Quarter, long> _rows = [];
    private readonly List<OpenBatch> _spare = [];
    private (Task Task, OpenBatch Batch)? _passedOn;

    /// <summary>Rows handed on by quarter, in order of time.</summary>
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

    /// <summary>Hands on what is left, in order of time.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        foreach (OpenBatch batch in _open.OrderBy(b => b.Rows.Quarter))
            await PassOnAsync(batch, cancellationToken);
        _open.Clear();
        await ReclaimAsync();
    }

    /// <summary>Waits for the batch that was handed on, whose fault, if any, has been told or gives way to the one that is on its way.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_passedOn is { } handedOn)
            await handedOn.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async ValueTask AddToNewAsync(Quarter quarter, long line, CancellationToken cancellationToken)
    {
        if (_open.Count == MaxOpen)
        {
            OpenBatch oldest = _open[0];
            _open.RemoveAt(0);
            await PassOnAsync(oldest, cancellationToken);
        }
        OpenBatch batch = Empty(quarter);
        _open.Add(batch);
        batch.Add(columns, line);
    }

    private async ValueTask ReplaceAsync(OpenBatch full, CancellationToken cancellationToken)
    {
        _open.Remove(full);
        await PassOnAsync(full, cancellationToken);
        _open.Add(Empty(full.Rows.Quarter));
    }

    private OpenBatch Empty(Quarter quarter)
    {
        if (_spare.Count == 0)
            return OpenBatch.Create(quarter, columns);
        OpenBatch spare = _spare[^1];
        _spare.RemoveAt(_spare.Count - 1);
        return spare.For(quarter);
    }

    private async ValueTask PassOnAsync(OpenBatch batch, CancellationToken cancellationToken)
    {
        await ReclaimAsync();
        if (batch.Rows.Count == 0)
            return;
        _rows[batch.Rows.Quarter] = _rows.GetValueOrDefault(batch.Rows.Quarter) + batch.Rows.Count;
        _passedOn = (Task.Run(() => onBatch(batch.Rows, cancellationToken).AsTask(), cancellationToken), batch);
    }

    private async ValueTask ReclaimAsync()
    {
        if (_passedOn is not { } handedOn)
            return;
        _passedOn = null;
        await handedOn.Task;
        handedOn.Batch.Clear();
        _spare.Add(handedOn.Batch);
    }
}
