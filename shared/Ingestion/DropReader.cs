namespace IncDiv.Ingestion;

/// <summary>Reads a drop of one feed: its rows by column, or the reasons why it is refused (feeds.md sections 1 to 3). Memory does not grow with the file,
/// except for keys that occur in several rows and for the shared texts of a workbook.</summary>
/// <param name="fileName">Name or path of the drop, whose extension determines the file type: <c>.csv</c>, <c>.csv.gz</c> or <c>.xlsx</c>.</param>
/// <param name="manifest">The bytes of the drop's sidecar, or null if it has none. Its statements are checked (E112).</param>
public sealed class DropReader(Feed feed, string fileName, IngestionLimits? limits = null, byte[]? manifest = null)
{
    private readonly IngestionLimits _limits = limits ?? new IngestionLimits();

    /// <summary>Reads the whole file.</summary>
    /// <param name="file">A seekable stream, such as a temporary file; it is read from its start and stays open.</param>
    /// <param name="onBatch">Processes accepted rows of one quarter in the background during reading, one batch at a time. The batch is reused afterwards. If
    /// the drop is quarantined, the caller must discard all batches. The batch has the columns of the contract in contract order, without
    /// <see cref="ColumnType.Skipped"/> columns.</param>
    public async Task<DropReading> ReadAsync(Stream file, Func<RowBatch, CancellationToken, ValueTask> onBatch, CancellationToken cancellationToken)
    {
        var issues = new IssueLog(_limits.IssuesListed);
        DropManifest? stated = null;
        string? manifestFault = manifest is not null && !DropManifest.TryParse(manifest, out stated, out string why) ? why : null;
        DropHeader? header = null;
        RowReader? rows = null;
        OpenBatches? batches = null;
        long blankLines = 0;
        try
        {
            await using (DropText? text = await DropText.OpenAsync(file, fileName, _limits, issues, cancellationToken))
            {
                if (text is not null)
                    using (CsvReader csv = text.Read())
                        header = await DropHeader.ReadAsync(feed, csv, _limits, issues, cancellationToken);
                if (header is not null && !issues.HasFileError)
                {
                    ColumnParser[] columns = await CreateParsersAsync(text!, header, stated, issues, cancellationToken);
                    RepeatedKeys repeated;
                    using (CsvReader csv = text!.Read())
                        repeated = await RepeatedKeys.FindAsync(csv, text.Length, header, feed.Key, cancellationToken);
                    rows = new RowReader(feed, header, columns, repeated, issues);
                    batches = new OpenBatches(columns, onBatch);
                    blankLines = await ReadRowsAsync(text, header, rows, batches, issues, cancellationToken);
                    foreach (CodeParser parser in columns.OfType<CodeParser>().Where(c => c.UnknownCount > 0))
                    {
                        string taken = FileMessages.TakenAsUnknown(parser.Column, parser.UnknownCount);
                        issues.AddWarning("W102", parser.FirstUnknownLine, parser.Column.Name, taken, parser.UnknownCount);
                    }
                }
            }
            CheckTotals(rows, stated, issues);
            if (manifestFault is not null)
                issues.AddFile("E112", null, null, FileMessages.NoManifest(manifestFault));
            await CheckDigestAsync(stated, file, issues, cancellationToken);
            if (!issues.HasFileError)
                await batches!.CompleteAsync(cancellationToken);
        }
        finally
        {
            // The last batch must be processed before this method returns, even after an exception.
            if (batches is not null)
                await batches.DisposeAsync();
        }
        return Complete(issues, stated, header, rows, batches, blankLines);
    }

    private async Task<ColumnParser[]> CreateParsersAsync(
        DropText text, DropHeader header, DropManifest? stated, IssueLog issues, CancellationToken cancellationToken)
    {
        bool decimalComma = header.Delimiter == ';', highIsAgree = stated is { LikertHighIsAgree: true };
        ColumnParser[] columns = [.. feed.Columns.Select(c => ColumnParser.For(c, decimalComma, highIsAgree)).OfType<ColumnParser>()];
        foreach (NumberParser weight in columns.OfType<NumberParser>().Where(c => c.Column.Default is not null))
            await ApplyDefaultAsync(weight, text, header, issues, cancellationToken);
        return columns;
    }

    // A weight may be blank in every row, and then its default is used, but not in some rows only. A first pass over the column decides this.
    private static async Task ApplyDefaultAsync(NumberParser weight, DropText text, DropHeader header, IssueLog issues, CancellationToken cancellationToken)
    {
        int field = header.FieldOf(weight.Column);
        weight.UsesDefault = true;
        if (field >= 0)
        {
            using CsvReader csv = text.Read();
            csv.Delimiter = header.Delimiter;
            _ = await csv.ReadAsync(cancellationToken);
            while (weight.UsesDefault && await csv.ReadAsync(cancellationToken) == CsvStatus.Record)
                weight.UsesDefault = !header.Fits(csv) || Utf8Text.Trim(csv.Field(field)).IsEmpty;
        }
        if (weight.UsesDefault)
            issues.AddWarning("W102", null, weight.Column.Name, FileMessages.DefaultUsed(weight.Column, isAbsent: field < 0));
    }

    // Returns the number of lines without any value.
    private async Task<long> ReadRowsAsync(
        DropText text, DropHeader header, RowReader rows, OpenBatches batches, IssueLog issues, CancellationToken cancellationToken)
    {
        using CsvReader csv = text.Read();
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
        return csv.BlankLines;
    }

    // Checks that need the totals of all rows.
    private void CheckTotals(RowReader? rows, DropManifest? stated, IssueLog issues)
    {
        if (rows is null || issues.HasFileError)
            return;
        if (rows.RowsRead == 0)
            issues.AddFile("E101", null, null, FileMessages.HeaderOnly);
        else if (!rows.HasPeriod)
            issues.AddFile("E111", null, feed.Period.Name, FileMessages.NoPeriod(feed.Period, feed.PeriodIsSnapshot));
        if (rows.RowsRejected > (decimal)feed.Tolerance * rows.RowsRead)
            issues.AddFile("E109", null, null, FileMessages.TooManyRejected(feed, rows.RowsRejected, rows.RowsRead));
        if (stated?.Rows is { } count && count != rows.RowsRead)
            issues.AddFile("E112", null, null, FileMessages.RowsContradicted(count, rows.RowsRead));
        if (stated?.Invited < rows.RowsRead)
            issues.AddFile("E112", null, null, FileMessages.InvitedContradicted(stated.Invited.Value, rows.RowsRead));
    }

    private static async Task CheckDigestAsync(DropManifest? stated, Stream file, IssueLog issues, CancellationToken cancellationToken)
    {
        if (stated?.Sha256 is not { } digest)
            return;
        file.Position = 0;
        string found = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        if (found != digest)
            issues.AddFile("E112", null, null, FileMessages.DigestContradicted(digest, found));
    }

    private DropReading Complete(IssueLog issues, DropManifest? stated, DropHeader? header, RowReader? rows, OpenBatches? batches, long blankLines)
    {
        long read = rows?.RowsRead ?? 0, rejected = rows?.RowsRejected ?? 0;
        bool IsIn(FeedColumn column) => header?.FieldOf(column) >= 0;
        FeedColumn[] reversed = stated is { LikertHighIsAgree: true } ? [.. feed.Columns.Where(c => CodeParser.IsAgreement(c) && IsIn(c))] : [];
        return new DropReading(
            issues.HasFileError, read, read - rejected, rejected,
            issues.HasFileError ? [] : [.. batches!.RowsByQuarter.Select(q => new QuarterRows(q.Key.ToString(), q.Value))],
            issues.Counts, issues.Listed,
            [.. feed.Columns.Where(c => c.Class is ColumnClass.DirectIdentifier or ColumnClass.FreeText && IsIn(c)).Select(c => c.Name)])
        {
            ListIsCapped = issues.IsCapped,
            Manifest = stated,
            Notes =
            [
                .. reversed.Length == 0 ? Array.Empty<string>() : [FileMessages.ScaleReversed(reversed)],
                .. blankLines == 0 ? Array.Empty<string>() : [FileMessages.BlankLines(blankLines)],
            ],
        };
    }
}
