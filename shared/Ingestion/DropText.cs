namespace IncDiv.Ingestion;

/// <summary>The text of a drop in UTF-8, which can be read several times. A gzipped file or workbook is first converted to CSV in a temporary file, so all rows
/// are read in the same way.</summary>
/// <param name="unpacked">The temporary file, to be deleted at the end; null where the dropped file itself is read.</param>
internal sealed class DropText(Stream file, FileStream? unpacked, TextScan scan, IngestionLimits limits) : IAsyncDisposable
{
    /// <summary>Opens the text of a file. Null, with E101, E106, E108, E110 or E113, where the file has no readable text.</summary>
    /// <param name="fileName">Its extension determines the file type, and the first bytes must match.</param>
    public static async Task<DropText?> OpenAsync(Stream file, string fileName, IngestionLimits limits, IssueLog issues, CancellationToken cancellationToken)
    {
        bool Ends(string ending) => fileName.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
        bool isPlain = Ends(".csv"), isGzip = Ends(".csv.gz"), isWorkbook = Ends(".xlsx");
        if (!isPlain && !isGzip && !isWorkbook)
            issues.AddFile("E110", null, null, FileMessages.UnknownKind);
        else if (file.Length == 0)
            issues.AddFile("E101", null, null, FileMessages.Empty);
        else if (file.Length > limits.FileBytes)
            issues.AddFile("E108", null, null, FileMessages.FileTooLarge(limits));
        if (issues.HasFileError)
            return null;

        FileStream? unpacked = isPlain ? null : TemporaryFile.Create();
        DropText? text = null;
        try
        {
            if (isGzip)
                await new GzipFile(file, new ExpansionLimit(file.Length, limits)).UnpackAsync(unpacked!, cancellationToken);
            else if (isWorkbook)
                WorkbookReader.WriteCsv(file, unpacked!, limits, cancellationToken);
            TextScan scan = await TextScan.RunAsync(unpacked ?? file, cancellationToken);
            text = new DropText(unpacked ?? file, unpacked, scan.Fault is { } fault ? throw new FileFaultException(fault) : scan, limits);
            if (scan.IsWindows1252)
                issues.AddWarning("W103", null, null, FileMessages.Windows1252);
        }
        catch (FileFaultException fault)
        {
            issues.AddFile(fault.Issue);
        }
        finally
        {
            if (text is null && unpacked is not null)
                await unpacked.DisposeAsync();
        }
        return text;
    }

    /// <summary>Length in bytes; of a compressed file or workbook, the length after unpacking.</summary>
    public long Length => file.Length;

    /// <summary>Reads the text from its beginning; one reader at a time.</summary>
    public CsvReader Read() => new(scan.Open(file), limits);

    public ValueTask DisposeAsync() => unpacked?.DisposeAsync() ?? ValueTask.CompletedTask;
}
