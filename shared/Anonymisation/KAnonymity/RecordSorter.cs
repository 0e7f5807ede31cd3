namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>Sorts records of equal length by their bytes, with constant memory: full runs are sorted and written to a scratch stream, and then
/// merged.</summary>
internal sealed class RecordSorter(int length, Func<Stream> scratch, int runBytes = 1 << 25) : IDisposable
{
    private const int BlockRecords = 4096;

    private readonly byte[] _run = new byte[Math.Max(1, runBytes / length) * length];
    private readonly List<(long Start, long Records)> _runs = [];
    private Stream? _stream;
    private int _used;

    /// <summary>Buffer for the next record. Fill it before the next call.</summary>
    public Span<byte> Next()
    {
        if (_used == _run.Length)
            Spill();
        _used += length;
        return _run.AsSpan(_used - length, length);
    }

    /// <summary>All records in order. The span is valid until the next step.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Sorted()
    {
        if (_stream is null)
        {
            foreach (int start in SortedRun())
                yield return _run.AsMemory(start, length);
            yield break;
        }
        Spill();
        Run[] runs = [.. _runs.Select(r => new Run(_stream, length, r.Start, r.Records))];
        var byRecord = Comparer<Run>.Create((a, b) => a.Record.Span.SequenceCompareTo(b.Record.Span));
        var queue = new PriorityQueue<Run, Run>(runs.Where(r => r.Advance()).Select(r => (r, r)), byRecord);
        while (queue.TryDequeue(out Run? run, out _))
        {
            yield return run.Record;
            if (run.Advance())
                queue.Enqueue(run, run);
        }
    }

    public void Dispose() => _stream?.Dispose();

    private int[] SortedRun()
    {
        int[] starts = [.. Enumerable.Range(0, _used / length).Select(i => i * length)];
        Array.Sort(starts, (a, b) => _run.AsSpan(a, length).SequenceCompareTo(_run.AsSpan(b, length)));
        return starts;
    }

    private void Spill()
    {
        _stream ??= scratch();
        _stream.Position = _stream.Length;
        _runs.Add((_stream.Position, _used / length));
        var block = new byte[BlockRecords * length];
        foreach (int[] starts in SortedRun().Chunk(BlockRecords))
        {
            for (int i = 0; i < starts.Length; i++)
                _run.AsSpan(starts[i], length).CopyTo(block.AsSpan(i * length));
            _stream.Write(block.AsSpan(0, starts.Length * length));
        }
        _used = 0;
    }

    private sealed class Run(Stream stream, int length, long position, long left)
    {
        private byte[] _block = [];
        private int _at;

        public ReadOnlyMemory<byte> Record => _block.AsMemory(_at, length);

        public bool Advance()
        {
            _at += length;
            if (_at < _block.Length)
                return true;
            if (left == 0)
                return false;
            _block = new byte[(int)Math.Min(left, BlockRecords) * length];
            stream.Position = position;
            stream.ReadExactly(_block);
            (position, left, _at) = (position + _block.Length, left - _block.Length / length, 0);
            return true;
        }
    }
}
