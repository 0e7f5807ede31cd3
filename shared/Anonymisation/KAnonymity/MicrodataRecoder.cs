namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>The second pass: recodes the rows of the plan and returns them sorted by their generalised values and answers, so that neither the order nor the
/// bytes of the file reveal the original order.</summary>
/// <param name="scratch">Opens an empty stream that can be read back; it is disposed with the recoder.</param>
/// <param name="secret">Determines which records are left out.</param>
public sealed class MicrodataRecoder(MicrodataPlan plan, Func<Stream> scratch, byte[] secret) : IDisposable
{
    private readonly MicrodataRelease _release = plan.Histogram.Release ?? throw new InvalidOperationException("The plan does not belong to a release.");
    private readonly RowCoder _coder = new(plan.Histogram.Columns, plan.Histogram.Sensitive);
    private readonly Recoding _recoding = new(plan.Histogram.Columns, null, [.. plan.Node]);
    private readonly PassThroughColumn[] _passThrough = [.. plan.Histogram.Release!.Measures.Select(m => PassThroughColumn.Create(m, plan))];
    private readonly RecordSorter _sorter = new(OffsetOf(plan.Histogram.Release!.Measures.Count), scratch);
    private readonly SuppressionTally _tally = new(plan);
    private readonly Dictionary<UInt128, int> _classes = plan.Classes.Select((c, i) => (c.Key, i)).ToDictionary(c => c.Key, c => c.i);
    private readonly RandomRecordSuppression _recordSuppression = new(plan, OffsetsOfSensitive(plan), secret);

    /// <summary>Adds the rows of a batch.</summary>
    /// <exception cref="InvalidOperationException">The rows differ from those that were planned.</exception>
    public void Add(RowBatch batch)
    {
        if (_coder.Bind(batch) is string problem)
            throw new InvalidOperationException(problem);
        foreach (PassThroughColumn values in _passThrough)
            values.Bind(batch);
        for (int row = 0; row < batch.Count; row++)
        {
            UInt128 key = _recoding.Apply(_coder.Key(row));
            bool suppressed = plan.Suppressed.TryGetValue(key, out UInt128 written);
            _tally.Count(_coder, row, suppressed ? key ^ written : 0);
            Span<byte> record = _sorter.Next();
            if (!_classes.TryGetValue(suppressed ? written : key, out int group))
                throw new InvalidOperationException("The rows differ from those that were planned.");
            BinaryPrimitives.WriteInt32BigEndian(record, group);
            for (int i = 0; i < _passThrough.Length; i++)
                _passThrough[i].Write(row, record[OffsetOf(i)..]);
            _recordSuppression.Count(group, record);
        }
    }

    /// <summary>All rows except those left out, sorted, with the columns of <see cref="MicrodataRelease.Columns"/>. Call it once. The batch is
    /// reused.</summary>
    public IEnumerable<RowBatch> Sorted(Quarter quarter)
    {
        QuasiColumn[] quasi = [.. plan.Histogram.Columns];
        CodeValues[] generalised = [.. quasi.Select((c, i) => new CodeValues(c.Values[plan.Node[i]]))];
        ColumnValues[] output = [.. _passThrough.Select(p => p.Output())];
        var batch = new RowBatch(quarter, [.. _release.Columns.Select(c => c.Name)], [.. generalised, .. output]);
        batch.EnsureCapacity(RowBatch.Capacity);
        foreach (ReadOnlyMemory<byte> memory in _sorter.Sorted())
        {
            ReadOnlySpan<byte> record = memory.Span;
            int group = BinaryPrimitives.ReadInt32BigEndian(record);
            if (_recordSuppression.Suppresses(group, record))
                continue;
            UInt128 key = plan.Classes[group].Key;
            for (int c = 0; c < quasi.Length; c++)
                generalised[c].Indices[batch.Count] = (ushort)(1 + (int)((key & quasi[c].Mask) >> quasi[c].Shift));
            for (int c = 0; c < output.Length; c++)
                _passThrough[c].Read(record[OffsetOf(c)..], output[c], batch.Count);
            if (++batch.Count == RowBatch.Capacity)
            {
                yield return batch;
                batch.Count = 0;
            }
        }
        if (batch.Count > 0)
            yield return batch;
    }

    /// <summary>Risk and loss of the recoded rows.</summary>
    public RiskReport Report(Quarter quarter) => RiskAssessment.Assess(plan, _release, _tally, _recordSuppression, quarter);

    public void Dispose() => _sorter.Dispose();

    private static int[] OffsetsOfSensitive(MicrodataPlan plan)
    {
        string[] measures = [.. plan.Histogram.Release!.Measures.Select(m => m.Name)];
        return [.. plan.Histogram.Sensitive.Columns.Select(s => OffsetOf(Array.IndexOf(measures, s.Name)))];
    }

    private static int OffsetOf(int column) => sizeof(int) + column * sizeof(ushort);
}
