using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace IncDiv.Samples.Drawing;

/// <summary>CSV rows as UTF-8 in a pooled buffer: no string per field.</summary>
internal sealed class CsvRows(int columns) : IDisposable
{
    private const int Capacity = 1 << 18;
    // Much longer than any row, so that no check per field is needed.
    private const int LongestRow = 1 << 14;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Capacity);
    private int _length;
    private int _rowStart;
    private int _column;
    private RowFault? _fault;
    // Every feed's key is its first column.
    private byte[]? _firstKey;

    public bool IsFull => _length > Capacity - LongestRow;

    /// <summary>Encodes text as a CSV field.</summary>
    public static byte[] Field(string text) =>
        Encoding.UTF8.GetBytes(text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text);

    public void Header(IEnumerable<string> names) => Append(Encoding.UTF8.GetBytes(string.Join(',', names) + "\n"));

    public void StartRow(RowFault? fault)
    {
        _column = 0;
        _rowStart = _length;
        _fault = fault;
    }

    public void EndRow()
    {
        if (_column != columns)
            throw new InvalidOperationException($"A sample row has {_column} fields, the contract {columns}.");
        _firstKey ??= _buffer[_rowStart..(_rowStart + _buffer.AsSpan(_rowStart, _length - _rowStart).IndexOf((byte)','))];
        if (_fault is { ExtraField: true })
            Append(",surplus"u8);
        _buffer[_length++] = (byte)'\n';
    }

    public void Text(ReadOnlySpan<byte> field)
    {
        if (StartField())
            Append(field);
    }

    public void Blank() => StartField();

    /// <summary>Concatenates two parts to a field.</summary>
    public void Text(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (!StartField())
            return;
        Append(first);
        Append(second);
    }

    /// <summary>A prefix and a number with leading zeros.</summary>
    public void Number(ReadOnlySpan<byte> prefix, long value, byte digits, ReadOnlySpan<byte> suffix = default)
    {
        if (!StartField())
            return;
        Append(prefix);
        Append(value, new StandardFormat('D', digits));
        Append(suffix);
    }

    /// <summary>A prefix and sixteen hexadecimal digits.</summary>
    public void Key(ReadOnlySpan<byte> prefix, ulong value)
    {
        if (!StartField())
            return;
        Append(prefix);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out int written, new StandardFormat('X', 16));
        _length += written;
    }

    /// <summary>A decimal number, given as a whole number of its last digit's unit.</summary>
    public void Decimal(long units, byte decimals)
    {
        if (!StartField())
            return;
        long scale = 1;
        for (int i = 0; i < decimals; i++)
            scale *= 10;
        Append(units / scale, default);
        _buffer[_length++] = (byte)'.';
        Append(units % scale, new StandardFormat('D', decimals));
    }

    public void Date(DateOnly day)
    {
        if (!StartField())
            return;
        Span<byte> at = _buffer.AsSpan(_length, 10);
        Digits(at[..4], day.Year);
        at[4] = (byte)'-';
        Digits(at[5..7], day.Month);
        at[7] = (byte)'-';
        Digits(at[8..], day.Day);
        _length += 10;
    }

    public async ValueTask FlushAsync(Stream output, CancellationToken ct)
    {
        await output.WriteAsync(_buffer.AsMemory(0, _length), ct);
        _length = 0;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    /// <summary>Begins a field. Returns false if the row's fault has already written its own text.</summary>
    private bool StartField()
    {
        if (_column > 0)
            _buffer[_length++] = (byte)',';
        int column = _column++;
        if (_fault is null)
            return true;
        byte[]? text = null;
        if (_fault.RepeatsKey && column == 0)
            text = _firstKey;
        else
            _fault.TryGet(column, out text);
        Append(text);
        return text is null;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Append(long value, StandardFormat format)
    {
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out int written, format);
        _length += written;
    }

    private static void Digits(Span<byte> at, int value)
    {
        for (int i = at.Length - 1; i >= 0; i--, value /= 10)
            at[i] = (byte)('0' + value % 10);
    }
}
