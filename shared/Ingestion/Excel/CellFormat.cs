namespace IncDiv.Ingestion.Excel;

/// <summary>How a number format displays a number.</summary>
/// <param name="IsDate">The number is a date.</param>
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
