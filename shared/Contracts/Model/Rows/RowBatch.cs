namespace IncDiv.Contracts.Rows;

/// <summary>Some rows of one quarter, stored by column. Projects pass rows to each other in batches.</summary>
/// <param name="quarter">The quarter of every row.</param>
/// <param name="names">Column names, in order.</param>
/// <param name="columns">The values, one entry for each name.</param>
public sealed class RowBatch(Quarter quarter, IReadOnlyList<string> names, IReadOnlyList<ColumnValues> columns)
{
    /// <summary>Maximum number of rows in a batch. It keeps text dictionaries within 65,535 entries and row groups within a few MB.</summary>
    public const int Capacity = 32_768;

    public Quarter Quarter { get; } = quarter;

    public IReadOnlyList<string> Names { get; } = names;

    public IReadOnlyList<ColumnValues> Columns { get; } = columns;

    /// <summary>Number of rows held.</summary>
    public int Count { get; set; }

    /// <summary>The values of a column.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column, or it holds values of another type.</exception>
    public T Column<T>(string name)
        where T : ColumnValues
    {
        for (int i = 0; i < Names.Count; i++)
            if (string.Equals(Names[i], name, StringComparison.Ordinal) && Columns[i] is T values)
                return values;
        throw new KeyNotFoundException($"The batch has no column '{name}' of {typeof(T).Name}.");
    }

    public void EnsureCapacity(int rows)
    {
        foreach (ColumnValues column in Columns)
            column.EnsureCapacity(rows);
    }

    /// <summary>Keeps only the rows for which <paramref name="isKept"/> holds, in their order.</summary>
    public void Keep(Func<int, bool> isKept)
    {
        int kept = 0;
        for (int row = 0; row < Count; row++)
        {
            if (!isKept(row))
                continue;
            if (kept != row)
                foreach (ColumnValues column in Columns)
                    column.Copy(row, kept);
            kept++;
        }
        Count = kept;
    }

    public void Clear()
    {
        Count = 0;
        foreach (ColumnValues column in Columns)
            column.Clear();
    }
}

/// <summary>The values of one column for the rows of a <see cref="RowBatch"/>. Buffers grow by doubling and are reused.</summary>
public abstract class ColumnValues
{
    /// <summary>Ensures capacity for at least <paramref name="rows"/> rows.</summary>
    public abstract void EnsureCapacity(int rows);

    /// <summary>Copies the value of row <paramref name="source"/> to row <paramref name="target"/>.</summary>
    public abstract void Copy(int source, int target);

    /// <summary>Removes all rows; buffers are kept.</summary>
    public virtual void Clear()
    {
    }

    private protected static void Grow<T>(ref T[] buffer, int rows)
    {
        if (buffer.Length < rows)
            Array.Resize(ref buffer, Math.Max(rows, buffer.Length * 2));
    }
}

/// <summary>The values of a column in one array, an entry for each row.</summary>
public abstract class ArrayValues<T> : ColumnValues
    where T : struct
{
    private T[] _values = [];

    public T[] Values => _values;

    public override void EnsureCapacity(int rows) => Grow(ref _values, rows);

    public override void Copy(int source, int target) => _values[target] = _values[source];
}

/// <summary>Codes, short texts, answers and flags: an index into a dictionary for each row, 0 for blank.</summary>
public sealed class CodeValues : ArrayValues<ushort>
{
    private readonly int _fixedEntries;
    private readonly List<string?> _dictionary = [null];

    /// <param name="dictionary">Initial entries, from index 1; <see cref="Clear"/> keeps them.</param>
    public CodeValues(IEnumerable<string> dictionary)
    {
        _dictionary.AddRange(dictionary);
        _fixedEntries = _dictionary.Count;
    }

    /// <summary>Index to value; entry 0 is null.</summary>
    public IReadOnlyList<string?> Dictionary => _dictionary;

    public ushort[] Indices => Values;

    /// <summary>Adds an entry and returns its index.</summary>
    /// <exception cref="InvalidOperationException">65,535 entries are in use.</exception>
    public ushort Add(string value)
    {
        if (_dictionary.Count > ushort.MaxValue)
            throw new InvalidOperationException("A column dictionary holds at most 65,535 entries.");
        _dictionary.Add(value);
        return (ushort)(_dictionary.Count - 1);
    }

    public override void Clear() => _dictionary.RemoveRange(_fixedEntries, _dictionary.Count - _fixedEntries);
}

/// <summary>Numbers; NaN is blank.</summary>
public sealed class NumberValues : ArrayValues<double>;

/// <summary>Dates as <see cref="DateOnly.DayNumber"/>; <see cref="Blank"/> is blank. Only before anonymisation.</summary>
public sealed class DateValues : ArrayValues<int>
{
    public const int Blank = -1;

    public int[] DayNumbers => Values;
}

/// <summary>Canonical identifiers in UTF-8, one after the other. Only before anonymisation.</summary>
public sealed class KeyValues : ColumnValues
{
    private byte[] _bytes = [];
    private int[] _ends = [];

    /// <summary>The canonical identifier of a row.</summary>
    public ReadOnlySpan<byte> this[int row] => _bytes.AsSpan((row == 0 ? 0 : _ends[row - 1])..(_ends[row]));

    /// <summary>Sets the identifier of <paramref name="row"/>; rows are set in order, and a row may be set again before the next.</summary>
    public void Set(int row, ReadOnlySpan<byte> key)
    {
        int start = row == 0 ? 0 : _ends[row - 1];
        Grow(ref _bytes, start + key.Length);
        key.CopyTo(_bytes.AsSpan(start));
        _ends[row] = start + key.Length;
    }

    public override void EnsureCapacity(int rows) => Grow(ref _ends, rows);

    /// <exception cref="NotSupportedException">Always: identifiers are set in the order of the rows.</exception>
    public override void Copy(int source, int target) => throw new NotSupportedException("Identifiers are set in the order of the rows.");

    /// <summary>Overwrites the identifiers, so that they do not remain in reused memory.</summary>
    public override void Clear() => Array.Clear(_bytes);
}

/// <summary>Pseudonyms: the 16 bytes of a keyed hash, big-endian.</summary>
public sealed class PseudonymValues : ArrayValues<UInt128>;
