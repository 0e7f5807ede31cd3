namespace IncDiv.Ingestion.Columns;

/// <summary>Parses dates written <c>yyyy-MM-dd</c> or <c>dd/MM/yyyy</c>, from 1900 to 2199.</summary>
internal sealed class DateParser(FeedColumn column) : ColumnParser(column)
{
    private int _dayNumber;

    /// <summary>The date of the current row. Only valid where the row has one.</summary>
    public DateOnly Day => DateOnly.FromDayNumber(_dayNumber);

    public override ColumnValues CreateValues() => new DateValues();

    public override void Store(OpenBatch batch, int position, int row, long line) =>
        ((DateValues)batch.Rows.Columns[position]).DayNumbers[row] = IsBlank ? DateValues.Blank : _dayNumber;

    protected override RowFault Parse(ReadOnlySpan<byte> cell)
    {
        int year, month, day;
        if (cell.Length != 10)
            return RowFault.NotOfType;
        if (cell[4] == '-' && cell[7] == '-')
            (year, month, day) = (Digits(cell[..4]), Digits(cell[5..7]), Digits(cell[8..]));
        else if (cell[2] == '/' && cell[5] == '/')
            (year, month, day) = (Digits(cell[6..]), Digits(cell[3..5]), Digits(cell[..2]));
        else
            return RowFault.NotOfType;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return RowFault.NotOfType;
        _dayNumber = new DateOnly(year, month, day).DayNumber;
        return year is < 1900 or > 2199 ? RowFault.OutOfRange : RowFault.None;
    }

    // Returns -1 if a character is not a digit.
    private static int Digits(ReadOnlySpan<byte> text)
    {
        int number = 0;
        foreach (byte b in text)
        {
            if (b is < (byte)'0' or > (byte)'9')
                return -1;
            number = number * 10 + b - '0';
        }
        return number;
    }
}
