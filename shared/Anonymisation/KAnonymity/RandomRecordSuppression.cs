namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>Chooses which records of each class are left out of the file. If the file lacked only the people at risk, comparison with the tables of the same
/// people (disclosure.md 4.4) would reveal how many they are. The secret determines how many records of a class are left out, and which. They are spread evenly
/// over the sorted records of the class. A record with the only occurrence of an answer in its class always stays.</summary>
/// <param name="offsets">Offset of the code of each sensitive column in a record.</param>
/// <param name="secret">A secret that differs from file to file.</param>
internal sealed class RandomRecordSuppression(MicrodataPlan plan, IReadOnlyList<int> offsets, byte[] secret)
{
    private const int Bits = 64;

    // Records are chosen from this share of a class. The rest of the class replaces chosen records that had to stay.
    private const double SelectionSpan = 0.8;

    private readonly (int Wanted, double Start)[] _choices = [.. plan.Classes.Select(c => Choose(c.Key, plan.Model, secret))];
    private readonly int[] _answers = new int[plan.Classes.Count * Bits];
    private readonly long[] _seen = new long[plan.Classes.Count];
    private readonly int[] _suppressed = new int[plan.Classes.Count];
    private readonly (int Offset, ulong[] Bits)[] _columns =
    [
        .. offsets.Select((offset, c) => (offset, AnswersOf(plan.Histogram.Sensitive, c)))
            .Where((_, c) => !plan.WithheldColumns.Contains(plan.Histogram.Sensitive.Columns[c].Name)),
    ];

    /// <summary>The classes as they are written.</summary>
    public IEnumerable<long> Sizes => plan.Classes.Select((c, i) => c.Value - _suppressed[i]);

    public long Total => _suppressed.Sum(o => (long)o);

    /// <summary>Counts a record of a class. Every record must be counted before any is chosen.</summary>
    public void Count(int group, ReadOnlySpan<byte> record)
    {
        for (ulong answers = CountAnswers(record); answers != 0; answers &= answers - 1)
            _answers[group * Bits + BitOperations.TrailingZeroCount(answers)]++;
    }

    /// <summary>Whether the next record of a class, in sorted order, is left out.</summary>
    public bool Suppresses(int group, ReadOnlySpan<byte> record)
    {
        (int wanted, double start) = _choices[group];
        long due = (long)Math.Ceiling(++_seen[group] * wanted / (plan.Classes[group].Value * SelectionSpan) - start);
        if (_suppressed[group] >= Math.Min(due, wanted))
            return false;
        ulong answers = CountAnswers(record);
        for (ulong left = answers; left != 0; left &= left - 1)
            if (_answers[group * Bits + BitOperations.TrailingZeroCount(left)] == 1)
                return false;
        for (ulong left = answers; left != 0; left &= left - 1)
            _answers[group * Bits + BitOperations.TrailingZeroCount(left)]--;
        _suppressed[group]++;
        return true;
    }

    private static (int Wanted, double Start) Choose(UInt128 key, PrivacyModel model, byte[] secret)
    {
        Span<byte> bytes = stackalloc byte[16], hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key);
        HMACSHA256.HashData(secret, bytes, hash);
        int more = (int)(BinaryPrimitives.ReadUInt32BigEndian(hash) % (uint)(model.MaxRandomlySuppressed - model.RandomlySuppressed + 1));
        return (model.RandomlySuppressed + more, BinaryPrimitives.ReadUInt32BigEndian(hash[sizeof(uint)..]) / (double)(1L << 32));
    }

    private static ulong[] AnswersOf(SensitiveColumns sensitive, int column) =>
        [0, .. PassThroughColumn.CodeNames(sensitive.Columns[column]).Select(code => sensitive.Bit(column, code)!.Value)];

    private ulong CountAnswers(ReadOnlySpan<byte> record)
    {
        ulong answers = 0;
        foreach ((int offset, ulong[] bits) in _columns)
            answers |= bits[PassThroughColumn.CodeAt(record, offset)];
        return answers;
    }
}
