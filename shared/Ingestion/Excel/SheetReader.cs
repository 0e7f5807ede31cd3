namespace IncDiv.Ingestion.Excel;

/// <summary>Streams the cells of a sheet (ECMA-376 part 1, 18.3) to CSV: texts, numbers, TRUE and FALSE, dates as <c>yyyy-MM-dd</c>, and the stored values of
/// formulas.</summary>
internal sealed class SheetReader(XmlReader xml, SharedStrings strings, CellFormats formats, bool is1904, IngestionLimits limits, CsvLines lines)
{
    // Excel's limits.
    private const int MaxRows = 1_048_576;
    private const int MaxColumns = 16_384;
    private const double MaxWholeNumber = 1e15;

    private readonly CellText _text = new(limits);
    private readonly byte[] _written = new byte[40];
    private long _row;
    private int _column;

    public void Run(CancellationToken cancellationToken)
    {
        bool inCells = false;
        while (PartXml.Next(xml))
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.Depth == 0 && xml.LocalName != "worksheet")
                throw new FileFaultException(FileMessages.NoSheet);
            if (xml.Depth == 1)
                inCells = xml.LocalName == "sheetData";
            else if (inCells && PartXml.IsAt(xml, 2, "row"))
                ReadRow(cancellationToken);
        }
    }

    private void ReadRow(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long row = _row + 1;
        if (xml.GetAttribute("r") is { } number && !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out row))
            throw new FileFaultException(FileMessages.DamagedWorkbook);
        if (row <= _row || row > MaxRows)
            throw new FileFaultException(FileMessages.RowsOutOfOrder, _row);
        (_row, _column) = (row, -1);
        if (xml.IsEmptyElement)
            return;
        while (PartXml.NextBelow(xml, 2))
            if (PartXml.IsAt(xml, 3, "c"))
                ReadCell();
        lines.End(_row);
    }

    private void ReadCell()
    {
        int column = _column + 1;
        if (xml.GetAttribute("r") is { } reference && !TryGetColumn(reference, out column))
            throw new FileFaultException(FileMessages.DamagedWorkbook, _row);
        if (column <= _column || column >= MaxColumns)
            throw new FileFaultException(FileMessages.RowsOutOfOrder, _row);
        _column = column;
        if (xml.IsEmptyElement)
            return;
        string type = xml.GetAttribute("t") ?? "n";
        _ = int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out int style);
        _text.Clear();
        bool hasFormula = false, hasValue = false;
        // The value of a formula may be an empty text. A number, date, boolean or error is never empty.
        bool mayBeEmpty = type is "str" or "inlineStr";
        while (PartXml.NextBelow(xml, 3))
        {
            hasFormula |= PartXml.IsAt(xml, 4, "f");
            if (PartXml.IsAt(xml, 4, "v"))
            {
                _text.AddElement(xml, _row);
                hasValue = mayBeEmpty || !Utf8Text.Trim(_text.Bytes).IsEmpty;
            }
            else if (PartXml.IsAt(xml, 4, "is"))
            {
                hasValue = true;
                _text.AddRuns(xml, _row);
            }
        }
        if (hasFormula && !hasValue)
            throw new FileFaultException(FileMessages.FormulaOnly($"{NameOf(column)}{_row}"), _row);
        if (type is "str" or "e")
            _text.Unescape();
        lines.Add(_column, Shown(type, _text.Bytes, formats[style]), _row);
    }

    private ReadOnlySpan<byte> Shown(string type, ReadOnlySpan<byte> value, CellFormat format) => type switch
    {
        "n" => Number(value, format),
        "s" => value.IsEmpty ? value : SharedText(value),
        "b" => value is [(byte)'1'] or [(byte)'t', ..] ? "TRUE"u8 : value.IsEmpty ? value : "FALSE"u8,
        "d" => value.Length > 10 && value[10] == 'T' ? value[..10] : value,
        "inlineStr" or "str" or "e" => value,
        _ => throw new FileFaultException(FileMessages.DamagedWorkbook, _row),
    };

    private ReadOnlySpan<byte> SharedText(ReadOnlySpan<byte> index) =>
        Utf8Parser.TryParse(index, out int number, out int used) && used == index.Length && (uint)number < (uint)strings.Count
            ? strings[number]
            : throw new FileFaultException(FileMessages.DamagedWorkbook, _row);

    // A number with an exponent or extra digits as the sheet shows it. Text that is not a number is left to the checks of the row.
    private ReadOnlySpan<byte> Number(ReadOnlySpan<byte> value, CellFormat format)
    {
        if (!format.IsDate && format.Zeros == 0 && value.Length <= 15 && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return value;
        if (!Utf8Parser.TryParse(value, out double number, out int used) || used != value.Length)
            return value;
        if (format.IsDate && SerialDate.TryWrite(number, is1904, _written, out int length))
            return _written.AsSpan(0, length);
        bool isWhole = Math.Abs(number) < MaxWholeNumber && Math.Truncate(number) == number;
        string zeros = format.Zeros > 0 ? $"D{format.Zeros}" : "D";
        if (!isWhole || !((long)number).TryFormat(_written, out length, zeros, CultureInfo.InvariantCulture))
            _ = number.TryFormat(_written, out length, default, CultureInfo.InvariantCulture);
        return _written.AsSpan(0, length);
    }

    private static bool TryGetColumn(string reference, out int column)
    {
        int letters = 0, number = 0;
        while (letters < reference.Length && letters < 4 && char.IsAsciiLetter(reference[letters]))
            number = number * 26 + (reference[letters++] | 0x20) - 'a' + 1;
        column = number - 1;
        return letters is > 0 and < 4;
    }

    private static string NameOf(int column)
    {
        string name = "";
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
            name = (char)('A' + (rest - 1) % 26) + name;
        return name;
    }
}
