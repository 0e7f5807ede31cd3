using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Receipts;
using IncDiv.Contracts.Rows;
using IncDiv.Ingestion.Columns;
using IncDiv.Ingestion.Csv;
using IncDiv.Ingestion.Rows;

namespace IncDiv.Ingestion;

/// <summary>
/// Reads a drop of one feed: its rows by column, or the reasons why not (feeds.md sections 1 to 3). Memory does not grow with the file but for
/// the hashes of its keys.
/// </summary>
/// <param name="fileName">Name or path of the drop, whose ending says what kind of file it is.</param>
public sealed class DropReader(Feed feed, string fileName, IngestionLimits? limits = null)
{
    private readonly IngestionLimits _limits = limits ?? new IngestionLimits();

    /// <summary>Reads the whole file.</summary>
    /// <param name="file">A seekable stream, such as a temporary file; it is read from its beginning and stays open.</param>
    /// <param name="onBatch">
    /// Takes accepted rows, of one quarter at a time; the batch is reused afterwards. When the reading ends quarantined, throw away what came.
    /// The batch has a column for each column of the contract but <see cref="ColumnType.Skipped"/> ones, in contract order.
    /// </param>
    public async Task<DropReading> ReadAsync(Stream file, Func<RowBatch, CancellationToken, ValueTask> onBatch, CancellationToken cancellationToken)
    {
        var issues = new IssueLog();
        TextScan? text = await ExamineAsync(file, issues, cancellationToken);
        if (text is null)
            return Conclude(issues, null, null, null);
        DropHeader? header;
        using (CsvReader csv = Open(file, text))
            header = await DropHeader.ReadAsync(feed, csv, _limits, issues, cancellationToken);
        if (header is null || issues.HasFileError)
            return Conclude(issues, header, null, null);

        ColumnParser[] columns = [.. feed.Columns.Select(c => ColumnParser.For(c, decimalComma: header.Delimiter == ';')).OfType<ColumnParser>()];
        foreach (NumberParser weight in columns.OfType<NumberParser>().Where(c => c.Column.Default is not null))
            await SettleDefaultAsync(weight, file, text, header, issues, cancellationToken);

        var rows = new RowReader(feed, header, columns, issues);
        var batches = new OpenBatches(columns, onBatch);
        using (CsvReader csv = Open(file, text))
            await ReadRowsAsync(csv, header, rows, batches, issues, cancellationToken);
        foreach (CodeParser column in columns.OfType<CodeParser>().Where(c => c.UnknownCount > 0))
            issues.AddWarning("W102", column.FirstUnknownLine, column.Column.Name, FileMessages.TakenAsUnknown(column.Column, column.UnknownCount), column.UnknownCount);
        Judge(rows, issues);
        if (!issues.HasFileError)
            await batches.CompleteAsync(cancellationToken);
        return Conclude(issues, header, rows, batches);
    }

    private async Task<TextScan?> ExamineAsync(Stream file, IssueLog issues, CancellationToken cancellationToken)
    {
        if (!fileName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            issues.AddFile("E110", null, null, "The file is not of a type that is read. Save it as CSV UTF-8 with the ending .csv and drop it again.");
        else if (file.Length == 0)
            issues.AddFile("E101", null, null, "The file is empty. Export it again and check that it has a header and rows.");
        else if (file.Length > _limits.FileBytes)
            issues.AddFile("E108", null, null, FileMessages.FileTooLarge(_limits));
        if (issues.HasFileError)
            return null;
        TextScan text = await TextScan.RunAsync(file, cancellationToken);
        if (text.Fault is { } fault)
            issues.AddFile(fault.Code, fault.Line, fault.Column, fault.Message);
        else if (text.IsWindows1252)
            issues.AddWarning("W103", null, null, FileMessages.Windows1252);
        return issues.HasFileError ? null : text;
    }

    // A weight may be blank in every row, and then its default counts, but not in some: only a look ahead can tell.
    private async Task SettleDefaultAsync(
        NumberParser weight, Stream file, TextScan text, DropHeader header, IssueLog issues, CancellationToken cancellationToken)
    {
        int field = header.FieldOf(weight.Column);
        weight.UsesDefault = true;
        if (field >= 0)
        {
            using CsvReader csv = Open(file, text);
            csv.Delimiter = header.Delimiter;
            _ = await csv.ReadAsync(cancellationToken);
            while (weight.UsesDefault && await csv.ReadAsync(cancellationToken) == CsvStatus.Record)
                weight.UsesDefault = !header.Fits(csv) || Utf8Text.Trim(csv.Field(field)).IsEmpty;
        }
        if (weight.UsesDefault)
            issues.AddWarning("W102", null, weight.Column.Name, FileMessages.DefaultUsed(weight.Column, isAbsent: field < 0));
    }

    private async Task ReadRowsAsync(
        CsvReader csv, DropHeader header, RowReader rows, OpenBatches batches, IssueLog issues, CancellationToken cancellationToken)
    {
        csv.Delimiter = header.Delimiter;
        CsvStatus status = await csv.ReadAsync(cancellationToken);
        while (status is CsvStatus.Record or CsvStatus.NeedsMore)
        {
            status = csv.TryRead();
            if (status == CsvStatus.NeedsMore)
                await csv.FillAsync(cancellationToken);
            else if (status == CsvStatus.Record && rows.Read(csv))
                await batches.AddAsync(rows.Quarter, csv.Line, cancellationToken);
        }
        if (status == CsvStatus.UnbalancedQuote || (status == CsvStatus.TooLong && csv.StoppedInQuotes && !await csv.QuoteClosesAsync(cancellationToken)))
            issues.AddFile("E107", csv.Line, null, FileMessages.UnbalancedQuote);
        else if (status == CsvStatus.TooLong)
            issues.AddFile("E108", csv.Line, null, FileMessages.RowTooLong(_limits));
    }

    private void Judge(RowReader rows, IssueLog issues)
    {
        if (issues.HasFileError)
            return;
        if (rows.RowsRead == 0)
            issues.AddFile("E101", null, null, FileMessages.HeaderOnly);
        else if (!rows.HasPeriod)
            issues.AddFile("E111", null, feed.Period.Name, FileMessages.NoPeriod(feed.Period, feed.PeriodIsSnapshot));
        if (rows.RowsRejected > feed.Tolerance * rows.RowsRead)
            issues.AddFile("E109", null, null, FileMessages.TooManyRejected(feed, rows.RowsRejected, rows.RowsRead));
    }

    private CsvReader Open(Stream file, TextScan text) => new(text.Open(file), _limits);

    private DropReading Conclude(IssueLog issues, DropHeader? header, RowReader? rows, OpenBatches? batches)
    {
        long read = rows?.RowsRead ?? 0, rejected = rows?.RowsRejected ?? 0;
        bool IsDropped(FeedColumn column) => column.Class is ColumnClass.DirectIdentifier or ColumnClass.FreeText && header?.FieldOf(column) >= 0;
        return new DropReading(
            issues.HasFileError, read, read - rejected, rejected,
            issues.HasFileError ? [] : [.. batches!.RowsByQuarter.Select(q => new QuarterRows(q.Key.ToString(), q.Value))],
            issues.Counts, issues.Listed, [.. feed.Columns.Where(IsDropped).Select(c => c.Name)]);
    }
}
