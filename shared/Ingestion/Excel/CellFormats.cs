namespace IncDiv.Ingestion.Excel;

/// <summary>The number formats of a workbook's cell styles (ECMA-376 part 1, 18.8): only they show which numbers are dates.</summary>
internal sealed class CellFormats
{
    // Excel's own limit is 65,490.
    private const int MaxStyles = 100_000;

    private readonly List<CellFormat> _styles = [];

    /// <summary>The format of a style; the general one where there is no such style.</summary>
    public CellFormat this[int style] => (uint)style < (uint)_styles.Count ? _styles[style] : default;

    public static CellFormats Read(WorkbookArchive archive, string? part)
    {
        var formats = new CellFormats();
        if (part is null)
            return formats;
        var written = new Dictionary<int, CellFormat>();
        var numbers = new List<int>();
        bool inCellStyles = false;
        using XmlReader xml = archive.OpenPart(part);
        while (PartXml.Next(xml))
        {
            if (xml.NodeType == XmlNodeType.Element && xml.Depth == 1)
                inCellStyles = xml.LocalName == "cellXfs";
            else if (inCellStyles && PartXml.IsAt(xml, 2, "xf"))
                numbers.Add(Number(xml));
            else if (PartXml.IsAt(xml, 2, "numFmt"))
                written[Number(xml)] = CellFormat.Parse(xml.GetAttribute("formatCode") ?? "");
            if (numbers.Count > MaxStyles || written.Count > MaxStyles)
                throw new FileFaultException(FileMessages.DamagedWorkbook);
        }
        formats._styles.AddRange(numbers.Select(n => written.TryGetValue(n, out CellFormat format) ? format : CellFormat.BuiltIn(n)));
        return formats;
    }

    private static int Number(XmlReader xml) =>
        int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}

/// <param name="Zeros">Number of digits to which whole numbers are padded with zeros, for example identifiers; 0 for no padding.</param>
internal readonly record struct CellFormat(bool IsDate, int Zeros)
{
    private const int MaxZeros = 32;

    /// <summary>The built-in formats, which have an id but no text in the file (ECMA-376 part 1, 18.8.30).</summary>
    public static CellFormat BuiltIn(int id) => new(id is (>= 14 and <= 17) or 22 or (>= 27 and <= 36) or (>= 50 and <= 58), 0);

    /// <summary>Reads the first section of a format, which is the one for positive numbers.</summary>
    public static CellFormat Parse(string format)
    {
        bool day = false, month = false, time = false;
        int zeros = 0, others = 0;
        for (int i = 0; i < format.Length && format[i] != ';'; i++)
        {
            switch (format[i])
            {
                case '"' or '[':
                    // [h]:mm shows a duration, which may exceed a day.
                    ReadOnlySpan<char> rest = format.AsSpan(i);
                    time |= rest.StartsWith("[h", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("[m", StringComparison.OrdinalIgnoreCase);
                    int close = format.IndexOf(format[i] == '"' ? '"' : ']', i + 1);
                    i = close < 0 ? format.Length : close;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case 'y' or 'Y' or 'd' or 'D':
                    day = true;
                    break;
                case 'm' or 'M':
                    month = true;
                    break;
                case 'h' or 'H' or 's' or 'S':
                    time = true;
                    break;
                case '0':
                    zeros++;
                    break;
                default:
                    others++;
                    break;
            }
        }
        bool isDate = day || (month && !time);
        return new CellFormat(isDate, !isDate && !time && others == 0 && zeros is > 1 and <= MaxZeros ? zeros : 0);
    }
}

/// <summary>Converts serial dates of spreadsheets (ECMA-376 part 1, 18.17.4.1). The fraction, which is the time of day, is dropped.</summary>
internal static class SerialDate
{
    private static readonly DateOnly Start1900 = new(1899, 12, 30);

    private static readonly DateOnly Start1904 = new(1904, 1, 1);

    /// <summary>Writes <c>yyyy-MM-dd</c>. False for a number that is not a date, such as 60 in the 1900 system: there was no 29 February 1900.</summary>
    public static bool TryWrite(double serial, bool is1904, Span<byte> to, out int length)
    {
        length = 0;
        DateOnly start = is1904 ? Start1904 : Start1900;
        int first = is1904 ? 0 : 1;
        int days = serial >= first && serial <= DateOnly.MaxValue.DayNumber - start.DayNumber + 1 ? (int)serial : -1;
        if (days < 0 || (!is1904 && days == 60))
            return false;
        // The 1900 system treats 1900 as a leap year, as Lotus 1-2-3 did. So days before its 29 February are offset by one.
        int number = start.DayNumber + days + (!is1904 && days < 60 ? 1 : 0);
        return number <= DateOnly.MaxValue.DayNumber && DateOnly.FromDayNumber(number).TryFormat(to, out length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
