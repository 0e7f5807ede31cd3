namespace IncDiv.Ingestion.Receipts;

/// <summary>Counts the figures of a drop with which the next drop is compared, while the drop is read. It keeps sums only, never a row.</summary>
/// <remarks>Declared: special-category characteristics with a code list, except those that a rule keeps blank in some rows. Answered: required questions on an
/// answer scale. A value counts as stated by <see cref="CodeList.IsStated"/>.</remarks>
public sealed class DropProfiler
{
    private readonly StatedCount[] _declared;
    private readonly StatedCount[] _answered;
    private readonly string? _joined;
    private readonly string? _left;
    private readonly SortedDictionary<Quarter, Flow> _quarters = [];
    private long _rows;

    /// <param name="feed">The feed of the drop; its derived columns <c>joiner</c> and <c>leaver</c> name the date columns of joiners and leavers.</param>
    public DropProfiler(Feed feed)
    {
        var conditional = feed.Rules.OfType<BlankUnless>().Select(r => r.Column).ToHashSet(StringComparer.Ordinal);
        _declared = CountsOf(feed.Columns.Where(c => c.Class == ColumnClass.SpecialCategory && !conditional.Contains(c.Name)));
        _answered = CountsOf(feed.Columns.Where(c => c.Class == ColumnClass.Measure && c is { Required: true, Codes.IsNumeric: true }));
        _joined = DateOf(feed, "joiner");
        _left = DateOf(feed, "leaver");
    }

    /// <summary>Counts accepted rows from <see cref="DropReader"/> before they are anonymised.</summary>
    public void Add(RowBatch batch)
    {
        _rows += batch.Count;
        foreach (StatedCount count in _declared.Concat(_answered))
            count.Add(batch);
        if (!_quarters.TryGetValue(batch.Quarter, out Flow? flow))
            _quarters.Add(batch.Quarter, flow = new Flow());
        flow.Rows += batch.Count;
        flow.Joiners += InQuarter(batch, _joined);
        flow.Leavers += InQuarter(batch, _left);
    }

    /// <summary>The profile of the drop that was read.</summary>
    /// <param name="reading">The result of the reading.</param>
    public DropProfile Build(DropReading reading) => new(
        reading.RowsRead, reading.RowsRejected, RatesOf(_declared), RatesOf(_answered),
        [.. _quarters.Select(q => new QuarterProfile(q.Key.ToString(), q.Value.Rows, FlowOf(q.Value)))],
        reading.Manifest?.Invited);

    private StrengthFlow? FlowOf(Flow flow) => _joined is null || _left is null ? null : new StrengthFlow(flow.Joiners, flow.Leavers, flow.Rows - flow.Leavers);

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

    private sealed class Flow
    {
        public long Rows { get; set; }

        public long Joiners { get; set; }

        public long Leavers { get; set; }
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
