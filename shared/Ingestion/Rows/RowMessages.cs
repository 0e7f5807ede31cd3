namespace IncDiv.Ingestion.Rows;

/// <summary>Messages that state what is wrong with a cell and how to correct it. A value is shown only if it is a short number in a coded, non-personal
/// column.</summary>
internal static class RowMessages
{
    private const int MaxCodesNamed = 12;

    private static readonly string[] FaultCodes = ["", "R201", "R202", "R203", "R204", "R205", "R206", "R207", "R208"];

    public static string Code(this RowFault fault) => FaultCodes[(int)fault];

    public static string For(RowFault fault, FeedColumn column, ReadOnlySpan<byte> cell)
    {
        string a = $"Column '{column.Name}' has {Value(column, cell)}";
        return fault switch
        {
            RowFault.Missing when column.Default is { } value =>
                $"Column '{column.Name}' is blank here but filled in other rows. "
                + $"Fill it in every row, or leave it blank in all: then {Invariant(value)} is used.",
            RowFault.Missing when column.Type == ColumnType.Key =>
                $"Column '{column.Name}' holds no identifier (it is blank, all zeros or a placeholder such as UNKNOWN). Give each row its own identifier.",
            RowFault.Missing => $"Column '{column.Name}' must not be blank. {Remedy(column)}",
            RowFault.NotOfType => $"{a} that is not {Kind(column)}. {Remedy(column)}",
            RowFault.OutOfRange when column.Type == ColumnType.Text => $"{a} of more than {column.MaxLength} characters. {Remedy(column)}",
            RowFault.OutOfRange => $"{a} that is out of range. {Remedy(column)}",
            RowFault.UnknownCode => $"{a} that its code list '{column.Codes!.Name}' lacks. {Remedy(column)}",
            RowFault.OutsideArea => $"{a} outside the area policed. Leave such rows out of the extract.",
            RowFault.DuplicateKey => $"Column '{column.Name}' has the identifier of an earlier row. Keep one row for each identifier.",
            _ => throw new InvalidOperationException($"There is no message for {fault} of a cell."),
        };
    }

    public static string FieldCount(int expected, int found) => string.Create(
        CultureInfo.InvariantCulture,
        $"The row has {found} fields where the header has {expected}. Put values that hold the delimiter or a quote into quotes, and leave no field out.");

    public static string NotTheSnapshot(FeedColumn column, DateOnly snapshot) =>
        $"Column '{column.Name}' differs from the first row's. Write {Iso(snapshot)} in every row, or drop each quarter in a file of its own.";

    public static string NotAQuarterEnd(FeedColumn column, DateOnly day) =>
        $"Column '{column.Name}' is not the last day of a quarter. Write 31 March, 30 June, 30 September or 31 December, "
        + $"such as {Iso(IncDiv.Contracts.Quarter.Containing(day).LastDay)}.";

    // If the cells of a row are shifted, a name may be where a code should be. So only values that cannot identify a person are shown.
    private static string Value(FeedColumn column, ReadOnlySpan<byte> cell) =>
        !column.IsPersonal && column.Type is ColumnType.Code or ColumnType.Number && Utf8Text.IsHarmless(cell)
            ? $"the value '{Encoding.ASCII.GetString(cell)}'"
            : "a value";

    private static string Kind(FeedColumn column) => column.Type switch
    {
        ColumnType.Date => "a date",
        ColumnType.Number => "a number",
        ColumnType.Key => "an identifier of this feed",
        ColumnType.Text => "one line of text without invisible characters",
        _ => "of the expected type",
    };

    private static string Remedy(FeedColumn column) => column.Type switch
    {
        ColumnType.Date => "Write dates as 2017-03-31 or 31/03/2017.",
        ColumnType.Number => $"Write a number{Range(column)}, such as 0.67.",
        ColumnType.Key when column.Characters is not null => $"Use {column.MinLength} to {column.MaxLength} of the characters {column.Characters}.",
        ColumnType.Key => $"Use {column.MinLength} to {column.MaxLength} characters.",
        ColumnType.Text => $"Write up to {column.MaxLength} characters.",
        ColumnType.Code => $"Use one of {CodesOf(column.Codes!)}.",
        _ => "Fill it in.",
    };

    private static string Range(FeedColumn column) => (column.Minimum, column.Maximum) switch
    {
        ({ } low, { } high) =>
            $" {(column.MinimumIsExclusive ? "above" : "from")} {Invariant(low)} {(column.MinimumIsExclusive ? "and up" : "")} to {Invariant(high)}"
                .Replace("  ", " ", StringComparison.Ordinal),
        ({ } low, null) => $" {(column.MinimumIsExclusive ? "above" : "from")} {Invariant(low)}",
        (null, { } high) => $" up to {Invariant(high)}",
        _ => "",
    };

    private static string CodesOf(CodeList list) => string.Join(", ", list.Codes.Take(MaxCodesNamed).Select(c => c.Code))
        + (list.Codes.Count > MaxCodesNamed ? " … (all are in the data dictionary)" : "");

    private static string Invariant(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
