using System.Runtime.InteropServices;

namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>The first pass: how many records share each combination of quasi-identifiers. At most <c>capacity</c> combinations are held in memory. When there
/// are more, they are written to a scratch stream and counting starts again, so memory does not grow with the rows. The stream may hold a combination several
/// times; its counts are added up.</summary>
public sealed class QuasiHistogram : IDisposable
{
    private const int BlockEntries = 1 << 14, EntryBytes = 28, PartSize = 1 << 19;

    private readonly HashSet<string>? _roles;
    private readonly int _capacity;
    private readonly Func<Stream> _scratch;
    private readonly ClassTable _table;
    private Stream? _spill;
    private RowCoder? _coder;

    /// <param name="scratch">Opens an empty stream that can be read back; it is disposed with the histogram.</param>
    public QuasiHistogram(MicrodataRelease release, Func<Stream> scratch, int capacity = 1 << 20)
        : this(release.QuasiIdentifiers, [.. release.Measures.Where(m => release.Sensitive.Contains(m.Name))], scratch, capacity)
    {
        Release = release;
        _roles = [.. release.Feed.CuratedColumns.Select(c => c.Name)];
    }

    internal QuasiHistogram(IReadOnlyList<QuasiIdentifier> quasi, IReadOnlyList<CuratedColumn> sensitive, Func<Stream> scratch, int capacity = 1 << 20)
    {
        Columns = [.. quasi.Select(q => new QuasiColumn(q))];
        Sensitive = new SensitiveColumns(sensitive);
        int bits = Columns.Sum(c => c.Bits);
        if (bits > 128)
            throw new InvalidDataException($"The quasi-identifiers of a release fit into 128 bits; these need {bits}.");
        foreach (QuasiColumn column in Columns)
            column.Shift = bits -= column.Bits;
        (_scratch, _capacity, _table) = (scratch, capacity, new ClassTable());
    }

    public long Rows { get; private set; }

    internal MicrodataRelease? Release { get; }

    internal IReadOnlyList<QuasiColumn> Columns { get; }

    internal SensitiveColumns Sensitive { get; }

    /// <summary>Counts the rows of a batch. Returns null, or the reason why the table must not be released: a column without a role, or an unknown
    /// value.</summary>
    public string? Add(RowBatch batch)
    {
        if (_roles is not null && batch.Names.FirstOrDefault(n => !_roles.Contains(n)) is string unexpected)
            return $"Column '{unexpected}' has no role in the release; nothing is released by default.";
        _coder ??= new RowCoder(Columns, Sensitive);
        if (_coder.Bind(batch) is string problem)
            return problem;
        for (int row = 0; row < batch.Count; row++)
        {
            if (_table.Count == _capacity)
                Spill();
            _table.Add(_coder.Key(row), 1, _coder.Answers(row));
        }
        _coder.Count(batch.Count);
        Rows += batch.Count;
        return null;
    }

    /// <summary>Counts the classes of a node; false where there are more than <paramref name="limit"/>.</summary>
    internal bool Count(int[] node, ClassTable classes, int limit)
    {
        var recoding = new Recoding(Columns, null, node);
        return Visit((keys, counts, answers) => classes.Add(keys, counts, answers, recoding, limit));
    }

    /// <summary>The size of every class of the original values. There may be as many as records, so they are counted in parts, divided by hash.</summary>
    internal IEnumerable<long> OriginalSizes()
    {
        var recoding = new Recoding(Columns, null, new int[Columns.Count]);
        var classes = new ClassTable(1024);
        long entries = 0;
        Visit((keys, _, _) => (entries += keys.Length) >= 0);
        ulong parts = (ulong)(entries / PartSize + 1);
        for (ulong part = 0; part < parts; part++)
        {
            classes.Clear();
            Visit((raw, counts, _) =>
            {
                for (int i = 0; i < raw.Length; i++)
                    if (recoding.Apply(raw[i]) is var key && (ClassTable.Mix(key) >> 32) % parts == part)
                        classes.Add(key, counts[i], 0);
                return true;
            });
            for (int i = 0; i < classes.Count; i++)
                yield return classes.Counts[i];
        }
    }

    /// <summary>Calls <paramref name="visit"/> with blocks of entries until it returns false. Returns true if it never did.</summary>
    internal bool Visit(Entries visit)
    {
        if (_spill is not null)
        {
            var buffer = new Entry[BlockEntries];
            (UInt128[] keys, int[] counts, ulong[] answers) = (new UInt128[BlockEntries], new int[BlockEntries], new ulong[BlockEntries]);
            _spill.Position = 0;
            Span<byte> block = MemoryMarshal.AsBytes(buffer.AsSpan());
            while (_spill.ReadAtLeast(block, EntryBytes * BlockEntries, throwOnEndOfStream: false) / EntryBytes is int read and > 0)
            {
                for (int i = 0; i < read; i++)
                    (keys[i], counts[i], answers[i]) = (new UInt128(buffer[i].High, buffer[i].Low), buffer[i].Count, buffer[i].Answers);
                if (!visit(keys.AsSpan(0, read), counts.AsSpan(0, read), answers.AsSpan(0, read)))
                    return false;
            }
        }
        return visit(_table.Keys, _table.Counts, _table.Answers);
    }

    public void Dispose() => _spill?.Dispose();

    private void Spill()
    {
        _spill ??= _scratch();
        var buffer = new Entry[BlockEntries];
        for (int start = 0; start < _table.Count; start += buffer.Length)
        {
            int count = Math.Min(buffer.Length, _table.Count - start);
            for (int i = 0; i < count; i++)
            {
                UInt128 key = _table.Keys[start + i];
                buffer[i] = new Entry((ulong)(key >> 64), (ulong)key, _table.Answers[start + i], _table.Counts[start + i]);
            }
            _spill.Write(MemoryMarshal.AsBytes(buffer.AsSpan(0, count)));
        }
        _table.Clear();
    }

    /// <summary>Processes a block of entries: raw keys, numbers of records and sensitive answers.</summary>
    internal delegate bool Entries(ReadOnlySpan<UInt128> keys, ReadOnlySpan<int> counts, ReadOnlySpan<ulong> answers);

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private readonly record struct Entry(ulong High, ulong Low, ulong Answers, int Count);
}
