namespace IncDiv.Ingestion.Compression;

/// <summary>What is wrong with a packed file and how to put it right (E113). Nothing of the file's content is shown.</summary>
internal static class PackedMessages
{
    public const string NotGzip = "The file ends in .gz but is not a gzip file. Compress the CSV with gzip, or drop it as plain .csv.";

    public const string DamagedGzip =
        "The gzip file is damaged: it was cut off or changed on its way, or something follows its end. Compress the CSV again and drop it again.";

    public const string NotAWorkbook =
        "The file ends in .xlsx but is not an Excel workbook. Open it in the program it came from and save it as an Excel workbook (.xlsx) or as CSV UTF-8.";

    public const string OldOrProtected =
        "The file is an Excel 97-2003 workbook or is protected by a password. Save it as an Excel workbook (.xlsx) without a password, or as CSV UTF-8.";

    public const string DamagedWorkbook =
        "The workbook is damaged: it was cut off or changed on its way. Open it in Excel, save it again as .xlsx and drop it again.";

    public const string EncryptedEntry =
        "The workbook holds encrypted parts. Save it as an Excel workbook (.xlsx) without a password and drop it again.";

    public const string TooManyEntries =
        "The workbook holds far more parts than a workbook does. Copy the data into a new workbook, or save it as CSV UTF-8.";

    public const string EntryOutside =
        "The workbook holds a part whose name leads outside the file, which no spreadsheet program writes. Copy the data into a new workbook and drop that.";

    public const string RepeatedEntry =
        "The workbook holds two parts of the same name, which no spreadsheet program writes. Copy the data into a new workbook and drop that.";

    public const string DocumentType =
        "The workbook holds a document type or entity declaration, through which a file can reach outside itself. Copy the data into a new workbook and drop that.";

    public const string NoSheet =
        "The first sheet of the workbook is not a table of cells. Put the data on the first sheet and drop the workbook again.";

    public const string RowsOutOfOrder =
        "The rows or cells of the sheet are not in order. Open the workbook in Excel, save it again as .xlsx and drop it again.";

    public static string Expands(IngestionLimits limits) => string.Create(
        CultureInfo.InvariantCulture,
        $"The file unpacks to more than {limits.Expansion} times its size, as files do that are made to overload a system. Drop the data as plain CSV UTF-8.");

    public static string FormulaOnly(string cell) =>
        $"Cell {cell} holds a formula without its value. Open the workbook in Excel so that it is calculated and save it, or paste the cells as values.";

    public static string TooMuchSharedText(IngestionLimits limits) => string.Create(
        CultureInfo.InvariantCulture,
        $"The workbook holds more than {limits.SharedTextBytes >> 20} MiB of different texts. Save the sheet as CSV UTF-8, which has no such limit, and drop that.");
}
