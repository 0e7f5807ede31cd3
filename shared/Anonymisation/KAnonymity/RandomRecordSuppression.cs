namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>
/// Chooses which records of each class are left out of the file. Held against the tables of the same people (disclosure.md 4.4), a file that is complete
/// but for those who stand out would tell how many they are. How many of a class, and which, only the secret tells; they lie evenly along its sorted records,
/// and nobody who gives the class's only answer of a kind is among them.
/// </summary>
internal sealed class RandomRecordSuppression
{
    private const int Bits = 64;

    // So much of a class is chosen from: what follows makes up for those who had to stay.
    private const double Reach = 0.8;

    private readonly MicrodataPlan _plan;
    private readonly (int Wanted, double Start)[] _choice;
    private readonly int[] _answers;
    private readonly long[] _seen;
    private readonly int[] _omitted;
    private readonly (int Offset, ulong[] Bits)[] _columns;

    /// <param name="offsets">Where in a record the code of each sensitive column stands.</param>
    /// <param name="secret">Differs from file to file.</param>
    public RandomRecordSuppression(MicrodataPlan plan, IReadOnlyList<int> offsets, byte[] secret)
    {
        _plan = plan;
        _choice = [.. plan.Classes.Select(c => Choose(c.Key, plan.Model, secret))];
        _answers = new int[plan.Classes.Count * Bits];
        _seen = new long[plan.Classes.Count];
        _omitted = new int[plan.Classes.Count];
        SensitiveColumns sensitive = plan.Histogram.Sensitive;
        _columns =
        [
            .. offsets.Select((offset, c) => (offset, (ulong[])[0, .. PassThroughValues.CodeNames(sensitive.Columns[c]).Select(code => sensitive.Bit(c, code)!.Value)]))
                .Where((_, c) => !plan.WithheldColumns.Contains(sensitive.Columns[c].Name)),
        ];
    }

    /// <summary>The classes as they are written.</summary>
    public IEnumerable<long> Sizes => _plan.Classes.Select((c, i) => c.Value - _omitted[i]);

    public long Total => _omitted.Sum(o => (long)o);

    /// <summary>Counts a record of a class, before any is chosen.</summary>
    public void Count(int group, ReadOnlySpan<byte> record)
    {
        for (ulong answers = CountAnswers(record); answers != 0; answers &= answers - 1)
            _answers[group * Bits + BitOperations.TrailingZeroCount(answers)]++;
    }

    /// <summary>Whether the next record of a class, in sorted order, is left out.</summary>
    public bool Suppresses(int group, ReadOnlySpan<byte> record)
    {
        (int wanted, double start) = _choice[group];
        long due = (long)Math.Ceiling(++_seen[group] * wanted / (_plan.Classes[group].Value * Reach) - start);
        if (_omitted[group] >= Math.Min(due, wanted))
            return false;
        ulong answers = CountAnswers(record);
        for (ulong left = answers; left != 0; left &= left - 1)
            if (_answers[group * Bits + BitOperations.TrailingZeroCount(left)] == 1)
                return false;
        for (ulong left = answers; left != 0; left &= left - 1)
            _answers[group * Bits + BitOperations.TrailingZeroCount(left)]--;
        _omitted[group]++;
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

    private ulong CountAnswers(ReadOnlySpan<byte> record)
    {
        ulong answers = 0;
        foreach ((int offset, ulong[] bits) in _columns)
            answers |= bits[PassThroughValues.CodeAt(record, offset)];
        return answers;
    }
}
