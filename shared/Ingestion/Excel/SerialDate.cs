namespace IncDiv.Ingestion.Excel;

/// <summary>Days as spreadsheets count them (ECMA-376 part 1, 18.17.4.1). The time of day, the fraction, is dropped.</summary>
internal static class SerialDate
{
    private static readonly DateOnly Start1900 = new(1899, 12, 30);

    private static readonly DateOnly Start1904 = new(1904, 1, 1);

    /// <summary>Writes <c>yyyy-MM-dd</c>. False for a number that is no day, such as 60 in the 1900 system: 29 February 1900 never was.</summary>
    public static bool TryWrite(double serial, bool is1904, Span<byte> to, out int length)
    {
        length = 0;
        DateOnly start = is1904 ? Start1904 : Start1900;
        int first = is1904 ? 0 : 1;
        int days = serial >= first && serial <= DateOnly.MaxValue.DayNumber - start.DayNumber + 1 ? (int)serial : -1;
        if (days < 0 || (!is1904 && days == 60))
            return false;
        // Lotus 1-2-3 took 1900 for a leap year, and all others followed: before its 29 February the days are one behind.
        int number = start.DayNumber + days + (!is1904 && days < 60 ? 1 : 0);
        return number <= DateOnly.MaxValue.DayNumber
            && DateOnly.FromDayNumber(number).TryFormat(to, out length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
