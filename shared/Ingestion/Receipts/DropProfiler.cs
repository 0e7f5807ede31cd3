namespace IncDiv.Ingestion.Receipts;

/// <summary>Counts the figures of a drop with which the next drop is compared, while the drop is read. It keeps sums only, never a row.</summary>
/// <remarks>Declared: special-category characteristics with a code list, except those that a rule keeps blank in some rows. Answered: required questions on an
/// answer scale. A value counts as stated by <see cref="CodeList.IsStated"/>.</remarks>
/// <param name="feed">The feed of the drop; its derived columns <c>joiner</c> and <c>leaver</c> name the date columns of joiners and leavers.</param>
public sealed class DropProfiler(Feed feed)
{
    private readonly StatedCount[] _declared = CountsOf(feed.Columns.Where(
        c => c.Class == ColumnClass.SpecialCategory && !feed.Rules.OfType<BlankUnless>().Any(r => r.Column == c.Name)));
    private readonly StatedCount[] _answered = CountsOf(feed.Columns.Where(
        c => c.Class == ColumnClass.Measure && c is { Required: true, Codes.IsNumeric: true }));
    private readonly string? _joined = DateOf(feed, "joiner");
    private readonly string? _left = DateOf(feed, "leaver");
    private readonly SortedDictionary<Quarter, (long Rows, long Joiners, long Leavers)> _quarters = [];
    private long _rows;

    /// <summary>Counts accepted rows from <see cref="DropReader"/> before they are anonymised.</summary>
    public void Add(RowBatch batch)
    {
        _rows += batch.Count;
        foreach (StatedCount count in _declared.Concat(_answered))
            count.Add(batch);
        (long rows, long joiners, long leavers) = _quarters.GetValueOrDefault(batch.Quarter);
        _quarters[batch.Quarter] = (rows + batch.Count, joiners + InQuarter(batch, _joined), leavers + InQuarter(batch, _left));
    }

    /// <summary>The profile of the drop that was read.</summary>
    public DropProfile Build(DropReading reading) => new(
        reading.RowsRead, reading.RowsRejected, RatesOf(_declared), RatesOf(_answered),
        [.. _quarters.Select(q => new QuarterProfile(q.Key.ToString(), q.Value.Rows, FlowOf(q.Value)))],
        reading.Manifest?.Invited);

    private StrengthFlow? FlowOf((long Rows, long Joiners, long Leavers) quarter) =>
        _joined is null || _left is null ? null : new StrengthFlow(quarter.Joiners, quarter.Leavers, quarter.Rows - quarter.Leavers);

    private ColumnRate[] RatesOf(StatedCount[] counts) => _rows < DropProfile.MinBase ? [] : [.. counts.Select(c => new ColumnRate(c.Column, c.Count, _rows))];

    private static StatedCount[] CountsOf(IEnumerable<FeedColumn> columns) =>
        [.. columns.Where(c => c.Type == ColumnType.Code).Select(c => new StatedCount(c))];

    private static string? DateOf(Feed feed, string derived) => feed.Derived.OfType<InQuarter>().FirstOrDefault(d => d.Name == derived)?.From;

    private static long InQuarter(RowBatch batch, string? column)
    {
        if (column is null)
            return 0;
        int first = batch.Quarter.FirstDay.DayNumber, last = batch.Quarter.LastDay.DayNumber, count = 0;
        foreach (int day in batch.Column<DateValues>(column).DayNumbers.AsSpan(0, batch.Count))
            count += day >= first && day <= last ? 1 : 0;
        return count;
    }

    // Raw batches hold the codes of the list in list order from index 1; 0 is blank.
    private sealed class StatedCount(FeedColumn column)
    {
        private readonly bool[] _isStated = [false, .. column.Codes!.Codes.Select(c => column.Codes!.IsStated(c.Code))];

        public string Column => column.Name;

        public long Count { get; private set; }

        public void Add(RowBatch batch)
        {
            int count = 0;
            foreach (ushort index in batch.Column<CodeValues>(column.Name).Indices.AsSpan(0, batch.Count))
                count += _isStated[index] ? 1 : 0;
            Count += count;
        }
    }
}
