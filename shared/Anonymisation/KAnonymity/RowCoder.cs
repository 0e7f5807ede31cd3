namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>Reads the packed raw key and the sensitive answers of the rows of a batch.</summary>
internal sealed class RowCoder(IReadOnlyList<QuasiColumn> columns, SensitiveColumns sensitive)
{
    private readonly (ushort[] Indices, UInt128[] Keys, int[] Codes)[] _quasi = new (ushort[], UInt128[], int[])[columns.Count];
    private readonly (ushort[] Indices, ulong[] Bits)[] _sensitive = new (ushort[], ulong[])[sensitive.Columns.Count];

    /// <summary>Prepares for the rows of a batch. Returns null, or a message about a column with a value that its hierarchy or code list lacks.</summary>
    public string? Bind(RowBatch batch)
    {
        for (int c = 0; c < columns.Count; c++)
        {
            CodeValues values = batch.Column<CodeValues>(columns[c].Quasi.Column);
            int[] codes = [.. values.Dictionary.Select(columns[c].RawCode)];
            if (Array.Exists(codes, code => code < 0))
            {
                Hierarchy hierarchy = columns[c].Quasi.Hierarchy;
                return $"Column '{columns[c].Quasi.Column}' holds a value that hierarchy '{hierarchy.Name}' version {hierarchy.Version} lacks, "
                    + "or too many values.";
            }
            _quasi[c] = (values.Indices, [.. codes.Select(code => (UInt128)code << columns[c].Shift)], codes);
        }
        for (int c = 0; c < sensitive.Columns.Count; c++)
        {
            CodeValues values = batch.Column<CodeValues>(sensitive.Columns[c].Name);
            ulong?[] bits = [.. values.Dictionary.Select(v => sensitive.Bit(c, v))];
            if (Array.Exists(bits, b => b is null))
                return $"Column '{sensitive.Columns[c].Name}' holds a value that its code list lacks.";
            _sensitive[c] = (values.Indices, [.. bits.Select(b => b!.Value)]);
        }
        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public UInt128 Key(int row)
    {
        UInt128 key = 0;
        foreach ((ushort[] indices, UInt128[] keys, _) in _quasi)
            key |= keys[indices[row]];
        return key;
    }

    public ulong Answers(int row)
    {
        ulong answers = 0;
        foreach ((ushort[] indices, ulong[] bits) in _sensitive)
            answers |= bits[indices[row]];
        return answers;
    }

    public int RawCode(int column, int row) => _quasi[column].Codes[_quasi[column].Indices[row]];

    /// <summary>Adds the first rows of the batch to the counts of the columns' values.</summary>
    public void Count(int rows)
    {
        for (int c = 0; c < columns.Count; c++)
            for (int row = 0; row < rows; row++)
                columns[c].Count(RawCode(c, row));
    }
}

/// <summary>The sensitive columns of a table: maps their answers to bits. A code that is no answer has no bit, because from a class with "yes" and "refused" an
/// outsider still learns "yes".</summary>
internal sealed class SensitiveColumns
{
    private readonly List<ulong> _masks = [];
    private readonly List<Dictionary<string, ulong>> _bits = [];

    /// <exception cref="InvalidDataException">Their code lists hold more than 64 answers together.</exception>
    public SensitiveColumns(IReadOnlyList<CuratedColumn> columns)
    {
        Columns = columns;
        int bit = 0;
        foreach (CuratedColumn column in columns)
        {
            var bits = new Dictionary<string, ulong>(StringComparer.Ordinal);
            foreach (string code in PassThroughColumn.CodeNames(column))
                bits.Add(code, column.Codes?.IsStated(code) == false ? 0
                    : bit < 64 ? 1UL << bit++
                    : throw new InvalidDataException("The sensitive columns of a release have at most 64 answers together."));
            _bits.Add(bits);
            _masks.Add(bits.Values.Aggregate(0UL, (mask, b) => mask | b));
        }
    }

    public IReadOnlyList<CuratedColumn> Columns { get; }

    /// <summary>The bit of a value: 0 for no answer (blank, refused, not asked), and null where the code list lacks it.</summary>
    public ulong? Bit(int column, string? value) => value is null ? 0 : _bits[column].TryGetValue(value, out ulong bit) ? bit : null;

    public int Distinct(int column, ulong answers) => BitOperations.PopCount(answers & _masks[column]);

    /// <summary>The test of l-diversity for all columns except <paramref name="withheld"/>.</summary>
    public Func<ulong, bool> Diverse(int l, IReadOnlyCollection<int> withheld)
    {
        ulong[] masks = [.. _masks.Where((_, i) => !withheld.Contains(i))];
        return masks.Length == 0 || l <= 1 ? _ => true : answers => Array.TrueForAll(masks, m => BitOperations.PopCount(answers & m) >= l);
    }
}
