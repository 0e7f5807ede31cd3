using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace IncDiv.Samples.Drawing;

/// <summary>CSV rows as UTF-8 in a pooled buffer: no string per field.</summary>
internal sealed class CsvRows(int columns) : IDisposable
{
    private const int Capacity = 1 << 18;
    // Much longer than any row, so that no check per field is needed.
    private const int LongestRow = 1 << 14;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Capacity);
    private int _length, _rowStart, _column;
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

    /// <summary>A field drawn from each of some mixes, in their order.</summary>
    public void Drawn(SampleRandom random, params ReadOnlySpan<Mix> mixes)
    {
        foreach (Mix mix in mixes)
            Text(mix.Draw(random));
    }

    public void Blank() => StartField();

    /// <summary>A prefix and a number with leading zeros.</summary>
    public void Number(ReadOnlySpan<byte> prefix, long value, byte digits, ReadOnlySpan<byte> suffix = default) =>
        Number(prefix, value, new StandardFormat('D', digits), suffix);

    /// <summary>A prefix and sixteen hexadecimal digits.</summary>
    public void Key(ReadOnlySpan<byte> prefix, ulong value) => Number(prefix, (long)value, new StandardFormat('X', 16), default);

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

    /// <summary>A day; blank if there is none.</summary>
    public void Date(DateOnly? day)
    {
        if (!StartField() || day is not { } given)
            return;
        given.TryFormat(_buffer.AsSpan(_length), out int written, "O", CultureInfo.InvariantCulture);
        _length += written;
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
        byte[]? text = _fault.RepeatsKey && column == 0 ? _firstKey : _fault.Fields.GetValueOrDefault(column);
        Append(text);
        return text is null;
    }

    private void Number(ReadOnlySpan<byte> prefix, long value, StandardFormat format, ReadOnlySpan<byte> suffix)
    {
        if (!StartField())
            return;
        Append(prefix);
        Append(value, format);
        Append(suffix);
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
}
