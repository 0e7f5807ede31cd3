namespace IncDiv.Ingestion.Excel;

/// <summary>Writes the rows of a sheet as CSV in UTF-8, with row n on line n. So workbooks are read like text files, and messages name the rows of the sheet.
/// Rows without a value become empty lines, which are not counted as rows. Shorter rows are padded to the length of the header.</summary>
internal sealed class CsvLines(Stream csv, IngestionLimits limits)
{
    private byte[] _line = new byte[4096];
    private int _length;
    private int _fields;
    private int _headerFields;
    private long _lines;
    private long _bytes;

    /// <summary>Adds a cell of the current row. Call it from left to right; blank cells may be left out.</summary>
    /// <param name="column">0-based.</param>
    public void Add(int column, ReadOnlySpan<byte> text, long row)
    {
        text = Utf8Text.Trim(text);
        if (text.IsEmpty)
            return;
        bool quoted = text.IndexOfAny(",\"\r\n"u8) >= 0;
        EnsureRoom(column + (text.Length * 2) + 4, row);
        FillTo(column + 1);
        if (quoted)
            _line[_length++] = (byte)'"';
        foreach (byte b in text)
        {
            if (b == '"')
                _line[_length++] = b;
            // A line feed would move the following rows to wrong lines.
            _line[_length++] = b == '\n' ? (byte)'\r' : b;
        }
        if (quoted)
            _line[_length++] = (byte)'"';
    }

    /// <summary>Ends a row. Call it in the order of the rows.</summary>
    /// <param name="row">1-based.</param>
    public void End(long row)
    {
        if (_fields == 0)
            return;
        if (_headerFields == 0)
            _headerFields = _fields;
        EnsureRoom(_headerFields + 1, row);
        FillTo(_headerFields);
        _line[_length++] = (byte)'\n';
        for (; _lines < row - 1; _lines++)
            csv.WriteByte((byte)'\n');
        csv.Write(_line, 0, _length);
        _lines++;
        _bytes += _length;
        (_length, _fields) = (0, 0);
        if (_bytes > limits.FileBytes)
            throw new FileFaultException(new Issue("E108", null, null, FileMessages.FileTooLarge(limits)));
    }

    private void FillTo(int fields)
    {
        for (; _fields < fields; _fields++)
            if (_fields > 0)
                _line[_length++] = (byte)',';
    }

    private void EnsureRoom(int bytes, long row)
    {
        if (_length > limits.RowBytes)
            throw new FileFaultException(new Issue("E108", row, null, FileMessages.RowTooLong(limits)));
        if (_line.Length < _length + bytes)
            Array.Resize(ref _line, Math.Max(_line.Length * 2, _length + bytes));
    }
}
