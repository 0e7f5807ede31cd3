namespace IncDiv.Ingestion;

/// <summary>Messages that state what is wrong with a file as a whole, packed (E113) or not, and how to correct it. They show nothing of its content.</summary>
internal static class FileMessages
{
    public const string UnbalancedQuote =
        "A quote in the row that starts here is not closed, or text follows a closing quote. "
        + "Write a quote inside a value twice (\"\") and put the whole value into quotes.";

    public const string Empty = "The file is empty. Export it again and check that it has a header and rows.";

    public const string HeaderOnly = "The file has a header but no rows. Export it again and check that rows are included.";

    public const string Windows1252 =
        "The text is not UTF-8 and was read as Windows-1252. Check accented letters in the result, and export as CSV UTF-8 next time.";

    public const string UnknownKind =
        "This file type is not supported. Save it as CSV UTF-8 with the ending .csv (also gzipped, .csv.gz) or as an Excel workbook (.xlsx) and drop it again.";

    public const string NotGzip = "The file ends in .gz but is not a gzip file. Compress the CSV with gzip, or drop it as plain .csv.";

    public const string DamagedGzip =
        "The gzip file is damaged: it was truncated or changed in transfer, or other data follows its end. Compress the CSV again and drop it again.";

    public const string NotAWorkbook =
        "The file ends in .xlsx but is not an Excel workbook. Open it in the program it came from and save it as an Excel workbook (.xlsx) or as CSV UTF-8.";

    public const string OldOrProtected =
        "The file is an Excel 97-2003 workbook or is protected by a password. Save it as an Excel workbook (.xlsx) without a password, or as CSV UTF-8.";

    public const string DamagedWorkbook =
        "The workbook is damaged: it was truncated or changed in transfer. Open it in Excel, save it again as .xlsx and drop it again.";

    public const string EncryptedEntry = "The workbook holds encrypted parts. Save it as an Excel workbook (.xlsx) without a password and drop it again.";

    public const string TooManyEntries = "The workbook has far more parts than a normal workbook. Copy the data into a new workbook, or save it as CSV UTF-8.";

    public const string EntryOutside =
        "The workbook has an internal part whose name leads outside the file. No spreadsheet program writes such a name. "
        + "Copy the data into a new workbook and drop that.";

    public const string RepeatedEntry =
        "The workbook has two parts of the same name. No spreadsheet program writes such a file. Copy the data into a new workbook and drop that.";

    public const string DocumentType =
        "The workbook holds a document type or entity declaration, which can be used to read other files. Copy the data into a new workbook and drop that.";

    public const string NoSheet = "The first sheet of the workbook is not a table of cells. Put the data on the first sheet and drop the workbook again.";

    public const string RowsOutOfOrder =
        "The rows or cells of the sheet are not in order. Open the workbook in Excel, save it again as .xlsx and drop it again.";

    public static string RowTooLong(IngestionLimits limits) =>
        $"The row that starts here is longer than {Size(limits.RowBytes)}. "
        + "Check that the file is delimited text with one row on each line and that quotes are closed.";

    public static string FileTooLarge(IngestionLimits limits) =>
        $"The file is larger than {Size(limits.FileBytes)}. Split it by quarter or into several files with the same header.";

    public static string NoHeader(Feed feed, string[] header)
    {
        string found = header.Length > 0 && header[0].StartsWith('<')
            ? "The file looks like a web page, not CSV: the download may have needed a sign-in."
            : $"The first line has none of the column names of the {feed.Name} contract.";
        IEnumerable<string> names = feed.Columns.Where(c => c.Required).Take(3).Select(c => c.Name);
        return $"{found} Put the column names into the first line, such as {string.Join(',', names)}.";
    }

    public static string TooManyRejected(Feed feed, long rejected, long read) => string.Create(
        CultureInfo.InvariantCulture,
        $"{rejected:N0} of {read:N0} rows were rejected, more than the {feed.Tolerance * 100:0.##} % that this feed tolerates. "
        + $"Correct the listed rows and drop the file again.");

    public static string NoPeriod(FeedColumn period, bool isSnapshot) =>
        $"No row has a usable period in column '{period.Name}', so the drop belongs to no quarter. "
        + $"Write {(isSnapshot ? "the last day of the quarter" : "a date in every row")} as 2017-03-31 or 31/03/2017.";

    public static string DefaultUsed(FeedColumn column, bool isAbsent) => string.Create(
        CultureInfo.InvariantCulture,
        $"Column '{column.Name}' is {(isAbsent ? "absent" : "blank in every row")}, so {column.Default} was used in every row. "
        + $"Deliver it if the survey is weighted.");

    public static string TakenAsUnknown(FeedColumn column, long count) => string.Create(
        CultureInfo.InvariantCulture,
        $"Column '{column.Name}' has {count:N0} {(count == 1 ? "value" : "values")} that the code list '{column.Codes!.Name}' treats as "
        + $"not stated; this is the first such row. No action is needed unless a code was meant "
        + $"({string.Join(", ", column.Codes.Unknown.Order(StringComparer.Ordinal))} mean not stated).");

    public static string NoManifest(string why) =>
        $"The manifest of the file cannot be read: {why}. "
        + "Write it as {\"rows\": 1200, \"sha256\": \"…\", \"invited\": 4000, \"likertHighIsAgree\": false}; each member is optional. "
        + "Then drop the file again.";

    public static string RowsContradicted(long stated, long found) => string.Create(
        CultureInfo.InvariantCulture,
        $"The manifest states {stated:N0} rows, but the file has {found:N0}. "
        + $"Check that the export was complete, correct the one that is wrong and drop the file again.");

    public static string InvitedContradicted(long invited, long rows) => string.Create(
        CultureInfo.InvariantCulture,
        $"The manifest states that {invited:N0} people were invited, but the file has {rows:N0} rows. Correct the one that is wrong and drop the file again.");

    public static string DigestContradicted(string stated, string found) =>
        $"The manifest states the SHA-256 {stated[..16]}…, but the file's is {found[..16]}…: "
        + "the file was changed or truncated after the manifest was written. Export both again.";

    public static string ScaleReversed(IEnumerable<FeedColumn> columns) =>
        "As the manifest states that a high answer means agreement, the answers 1 to 5 were reverse-coded (1 became 5) in "
        + $"{string.Join(", ", columns.Select(c => c.Name))}.";

    public static string BlankLines(long count) => string.Create(
        CultureInfo.InvariantCulture,
        $"{count:N0} {(count == 1 ? "line without any value was" : "lines without any value were")} skipped "
        + $"and {(count == 1 ? "is" : "are")} not counted as rows.");

    public static string Expands(IngestionLimits limits) => string.Create(
        CultureInfo.InvariantCulture,
        $"The file unpacks to more than {limits.Expansion} times its size. Files made to overload a system do this. Drop the data as plain CSV UTF-8.");

    public static string FormulaOnly(string cell) =>
        $"Cell {cell} holds a formula without its value. Open the workbook in Excel, which calculates it, and save it; or paste the cells as values.";

    public static string TooMuchSharedText(IngestionLimits limits) => string.Create(
        CultureInfo.InvariantCulture,
        $"The workbook holds more than {limits.SharedTextBytes >> 20} MiB of different texts. "
        + $"Save the sheet as CSV UTF-8, which has no such limit, and drop that.");

    private static string Size(long bytes) =>
        bytes % (1 << 30) == 0 ? $"{bytes >> 30} GiB"
        : bytes % (1 << 20) == 0 ? $"{bytes >> 20} MiB"
        : string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes");
}
