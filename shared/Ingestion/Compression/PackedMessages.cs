namespace IncDiv.Ingestion.Compression;

/// <summary>What is wrong with a packed file and how to put it right (E113). Nothing of the file's content is shown.</summary>
internal static class PackedMessages
{
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

    public static string Expands(IngestionLimits limits) => string.Create(
        CultureInfo.InvariantCulture,
        $"The file unpacks to more than {limits.Expansion} times its size. Files made to overload a system do this. Drop the data as plain CSV UTF-8.");

    public static string FormulaOnly(string cell) =>
        $"Cell {cell} holds a formula without its value. Open the workbook in Excel, which calculates it, and save it; or paste the cells as values.";

    public static string TooMuchSharedText(IngestionLimits limits) => string.Create(
        CultureInfo.InvariantCulture,
        $"The workbook holds more than {limits.SharedTextBytes >> 20} MiB of different texts. "
        + $"Save the sheet as CSV UTF-8, which has no such limit, and drop that.");
}
