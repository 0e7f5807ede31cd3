using IncDiv.Contracts;
using IncDiv.Contracts.Rows;
using IncDiv.Ingestion.Columns;

namespace IncDiv.Ingestion.Rows;

/// <summary>The batches that are being filled, one for each quarter; only a few at once, so that memory does not grow with the quarters of a file.</summary>
internal sealed class OpenBatches(ColumnParser[] columns, Func<RowBatch, CancellationToken, ValueTask> onBatch)
{
    private const int MostOpen = 8;

    private readonly List<OpenBatch> _open = [];
    private readonly SortedDictionary<Quarter, long> _rows = [];

    /// <summary>Rows handed on by quarter, in order of time.</summary>
    public IReadOnlyDictionary<Quarter, long> RowsByQuarter => _rows;

    public ValueTask AddAsync(Quarter quarter, long line, CancellationToken cancellationToken)
    {
        foreach (OpenBatch batch in _open)
        {
            if (batch.Rows.Quarter != quarter)
                continue;
            batch.Add(columns, line);
            return batch.IsFull ? HandOnAsync(batch, cancellationToken) : ValueTask.CompletedTask;
        }
        return AddToNewAsync(quarter, line, cancellationToken);
    }

    /// <summary>Hands on what is left, in order of time.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        foreach (OpenBatch batch in _open.OrderBy(b => b.Rows.Quarter))
            await HandOnAsync(batch, cancellationToken);
    }

    private async ValueTask AddToNewAsync(Quarter quarter, long line, CancellationToken cancellationToken)
    {
        OpenBatch batch;
        if (_open.Count < MostOpen)
        {
            batch = OpenBatch.Create(quarter, columns);
        }
        else
        {
            await HandOnAsync(_open[0], cancellationToken);
            batch = _open[0].For(quarter);
            _open.RemoveAt(0);
        }
        _open.Add(batch);
        batch.Add(columns, line);
    }

    private async ValueTask HandOnAsync(OpenBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Rows.Count == 0)
            return;
        _rows[batch.Rows.Quarter] = _rows.GetValueOrDefault(batch.Rows.Quarter) + batch.Rows.Count;
        await onBatch(batch.Rows, cancellationToken);
        batch.Clear();
    }
}
