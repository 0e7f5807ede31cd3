namespace IncDiv.Ingestion.Excel;

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
