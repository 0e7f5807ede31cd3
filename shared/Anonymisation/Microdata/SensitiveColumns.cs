using System.Numerics;
using IncDiv.Contracts.Feeds;

namespace IncDiv.Anonymisation.Microdata;

/// <summary>The sensitive columns of a table: which bits of a class's answers are theirs.</summary>
internal sealed class SensitiveColumns
{
    private readonly List<ulong> _masks = [];
    private readonly List<Dictionary<string, int>> _bits = [];

    /// <exception cref="InvalidDataException">Their code lists hold more than 64 codes together.</exception>
    public SensitiveColumns(IReadOnlyList<CuratedColumn> columns)
    {
        Columns = columns;
        int bit = 0;
        foreach (CuratedColumn column in columns)
        {
            string[] codes = column.Codes is { } list ? [.. list.Codes.Select(c => c.Code)] : ["false", "true"];
            if (bit + codes.Length > 64)
                throw new InvalidDataException("The sensitive columns of a release have at most 64 codes together.");
            _bits.Add(codes.Select((code, i) => (code, Bit: bit + i)).ToDictionary(c => c.code, c => c.Bit, StringComparer.Ordinal));
            _masks.Add((codes.Length == 64 ? ulong.MaxValue : (1UL << codes.Length) - 1) << bit);
            bit += codes.Length;
        }
    }

    public IReadOnlyList<CuratedColumn> Columns { get; }

    /// <summary>The bit of a value: 0 for blank, which is no answer, and null where the code list lacks it.</summary>
    public ulong? Bit(int column, string? value) =>
        value is null ? 0 : _bits[column].TryGetValue(value, out int bit) ? 1UL << bit : null;

    /// <summary>Different answers of a column among those seen.</summary>
    public int Distinct(int column, ulong answers) => BitOperations.PopCount(answers & _masks[column]);

    /// <summary>The test of l-diversity for the columns that <paramref name="withheld"/> leaves.</summary>
    public Func<ulong, bool> Diverse(int l, IReadOnlyCollection<int> withheld)
    {
        ulong[] masks = [.. _masks.Where((_, i) => !withheld.Contains(i))];
        return masks.Length == 0 || l <= 1 ? _ => true : answers => Array.TrueForAll(masks, m => BitOperations.PopCount(answers & m) >= l);
    }
}
