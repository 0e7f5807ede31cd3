namespace IncDiv.Anonymisation.KAnonymity;

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
            string[] codes = column.Codes is { } list ? [.. list.Codes.Select(c => c.Code)] : ["false", "true"];
            var bits = new Dictionary<string, ulong>(StringComparer.Ordinal);
            foreach (string code in codes)
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

    /// <summary>Number of different answers of a column.</summary>
    public int Distinct(int column, ulong answers) => BitOperations.PopCount(answers & _masks[column]);

    /// <summary>The test of l-diversity for all columns except <paramref name="withheld"/>.</summary>
    public Func<ulong, bool> Diverse(int l, IReadOnlyCollection<int> withheld)
    {
        ulong[] masks = [.. _masks.Where((_, i) => !withheld.Contains(i))];
        return masks.Length == 0 || l <= 1 ? _ => true : answers => Array.TrueForAll(masks, m => BitOperations.PopCount(answers & m) >= l);
    }
}
