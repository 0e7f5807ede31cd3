namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>A quasi-identifier during processing: its values as whole numbers on every level. Raw codes are assigned in the order of reading, with 0 for blank.
/// The codes of a level are assigned when all values are known, with 0 for Unknown or, on the last level, for everything.</summary>
internal sealed class QuasiColumn
{
    /// <summary>Bits reserved for a text column, because the contract does not state its number of values.</summary>
    private const int TextBits = 12;

    private readonly Dictionary<string, int> _raw = new(StringComparer.Ordinal) { [Hierarchy.Unknown] = 0 };
    private readonly List<string> _texts = [Hierarchy.Unknown];
    private readonly List<long> _counts = [0];

    public QuasiColumn(QuasiIdentifier quasi)
    {
        Quasi = quasi;
        foreach (string value in quasi.Hierarchy.Values ?? [])
            TryAdd(value);
        Bits = quasi.Hierarchy.Values is null ? TextBits : Math.Max(1, BitOperations.Log2((uint)_texts.Count - 1) + 1);
    }

    public QuasiIdentifier Quasi { get; }

    public int Height => Quasi.Hierarchy.Height;

    public int Bits { get; }

    /// <summary>Position of the column's lowest bit in a packed key.</summary>
    public int Shift { get; set; }

    public UInt128 Mask => ((UInt128.One << Bits) - 1) << Shift;

    public IReadOnlyList<long> RawCounts => _counts;

    /// <summary>The values of each level, indexed by the codes of the level. Set by <see cref="Seal"/>.</summary>
    public string[][] Values { get; private set; } = [];

    /// <summary>The code on a level, indexed by level and raw code. Set by <see cref="Seal"/>.</summary>
    public int[][] Codes { get; private set; } = [];

    /// <summary>The raw code of a value, or -1 where the hierarchy lacks it or there are too many values.</summary>
    public int RawCode(string? value)
    {
        if (value is null)
            return 0;
        return _raw.TryGetValue(value, out int code) ? code : Quasi.Hierarchy.Values is null && _texts.Count < 1 << Bits ? TryAdd(value) : -1;
    }

    public void Count(int rawCode) => _counts[rawCode]++;

    /// <summary>Fixes the codes of all levels. Values that only the data define are sorted in ordinal order, so that the codes do not depend on the order of
    /// the rows.</summary>
    public void Seal()
    {
        int[] order = [.. Enumerable.Range(1, _texts.Count - 1)];
        if (Quasi.Hierarchy.Values is null)
            Array.Sort(order, (a, b) => string.CompareOrdinal(_texts[a], _texts[b]));
        Values = new string[Height + 1][];
        Codes = new int[Height + 1][];
        for (int level = 0; level <= Height; level++)
        {
            var values = new List<string> { Create(Hierarchy.Unknown, level) };
            var codes = new int[_texts.Count];
            foreach (int raw in order)
            {
                string value = Create(_texts[raw], level);
                codes[raw] = values.IndexOf(value) is int known and >= 0 ? known : values.Count;
                if (codes[raw] == values.Count)
                    values.Add(value);
            }
            (Values[level], Codes[level]) = ([.. values], codes);
        }
    }

    /// <summary>Number of records by the codes of a level.</summary>
    public long[] CountsAt(int level)
    {
        var counts = new long[Values[level].Length];
        for (int raw = 0; raw < _counts.Count; raw++)
            counts[Codes[level][raw]] += _counts[raw];
        return counts;
    }

    /// <summary>Maps the codes of level <paramref name="from"/> (-1: raw codes) to those of the coarser level <paramref name="to"/>.</summary>
    public int[] Map(int from, int to)
    {
        if (from < 0)
            return Codes[to];
        var map = new int[Values[from].Length];
        for (int raw = 0; raw < _texts.Count; raw++)
            map[Codes[from][raw]] = Codes[to][raw];
        return map;
    }

    private string Create(string value, int level) =>
        Quasi.Hierarchy.Generalise(value, level)
        ?? (value == Hierarchy.Unknown
            ? Hierarchy.Unknown
            : throw new InvalidOperationException($"Hierarchy '{Quasi.Hierarchy.Name}' lost a value on level {level}."));

    private int TryAdd(string value)
    {
        if (_raw.ContainsKey(value))
            return 0;
        if (Quasi.Hierarchy.Generalise(value, 0) is null)
            return -1;
        _raw.Add(value, _texts.Count);
        _texts.Add(value);
        _counts.Add(0);
        return _texts.Count - 1;
    }
}

/// <summary>How well values distinguish records (Motwani and Xu 2007), computed from the sizes of the classes.</summary>
public static class QuasiPower
{
    /// <summary>Distinct values / records.</summary>
    public static double Distinction(IReadOnlyCollection<long> classes) => (double)classes.Count(c => c > 0) / classes.Sum();

    /// <summary>Share of the pairs of records that differ; 0 where there are no pairs.</summary>
    public static double Separation(IReadOnlyCollection<long> classes)
    {
        double records = classes.Sum();
        return records < 2 ? 0 : 1 - classes.Sum(c => (double)c * (c - 1)) / (records * (records - 1));
    }
}
