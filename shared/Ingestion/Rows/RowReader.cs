using IncDiv.Contracts.Reference;

namespace IncDiv.Ingestion.Rows;

/// <summary>Checks the records one by one against the contract. Every rule is checked on every row, and a row has at most one fault for each column.</summary>
internal sealed class RowReader
{
    private readonly Feed _feed;
    private readonly DropHeader _header;
    private readonly RepeatedKeys _repeated;
    private readonly IssueLog _issues;
    private readonly ColumnParser[] _columns;
    private readonly int[] _fields;
    private readonly DateParser _period;
    private readonly KeyParser _key;
    private readonly RowRule[] _rules;

    // First and last day of the current quarter. The next row is nearly always in the same quarter.
    private DateOnly _first = DateOnly.MaxValue;
    private DateOnly _last = DateOnly.MinValue;
    private DateOnly? _snapshot;
    private bool _rejected;

    /// <param name="columns">The parsers of all columns that are read, in contract order.</param>
    /// <param name="repeated">The keys that may occur in several rows.</param>
    public RowReader(Feed feed, DropHeader header, ColumnParser[] columns, RepeatedKeys repeated, IssueLog issues)
    {
        _feed = feed;
        _header = header;
        _repeated = repeated;
        _issues = issues;
        _columns = columns;
        _fields = [.. columns.Select(c => header.FieldOf(c.Column))];
        _period = (DateParser)Array.Find(columns, c => c.Column == feed.Period)!;
        _key = (KeyParser)Array.Find(columns, c => c.Column == feed.Key)!;
        _rules = [.. feed.Rules.Select(r => RowRule.Bind(r, columns))];
    }

    public long RowsRead { get; private set; }

    public long RowsRejected { get; private set; }

    /// <summary>Whether any row had a usable period (E111 if not).</summary>
    public bool HasPeriod { get; private set; }

    /// <summary>The quarter of the row just accepted.</summary>
    public Quarter Quarter { get; private set; }

    /// <summary>Reads the record into the parsers. True when the row is accepted.</summary>
    public bool Read(CsvReader record)
    {
        RowsRead++;
        _rejected = false;
        if (_header.Fits(record))
        {
            for (int i = 0; i < _columns.Length; i++)
            {
                ReadOnlySpan<byte> cell = _fields[i] < 0 ? default : Utf8Text.Trim(record.Field(_fields[i]));
                RowFault fault = _columns[i].Read(cell);
                if (fault != RowFault.None)
                    Reject(fault, _columns[i], record.Line, cell);
            }
            CheckPeriod(record.Line);
            CheckKey(record.Line);
            CheckRules(record.Line);
        }
        else
        {
            Reject(RowFault.FieldCount, null, record.Line, RowMessages.FieldCount(_header.FieldCount, record.FieldCount));
        }
        if (_rejected)
            RowsRejected++;
        return !_rejected;
    }

    private void CheckPeriod(long line)
    {
        if (_period.IsFaulty || _period.IsBlank)
            return;
        DateOnly day = _period.Day;
        if (day < _first || day > _last)
        {
            Quarter = Quarter.Containing(day);
            (_first, _last) = (Quarter.FirstDay, Quarter.LastDay);
        }
        if (_feed.PeriodIsSnapshot && day != Quarter.LastDay)
        {
            Reject(RowFault.OutOfRange, _period, line, RowMessages.NotAQuarterEnd(_feed.Period, day));
            return;
        }
        HasPeriod = true;
        if (!_feed.PeriodIsSnapshot)
            return;
        _snapshot ??= day;
        if (day != _snapshot)
            Reject(RowFault.RuleBroken, _period, line, RowMessages.NotTheSnapshot(_feed.Period, _snapshot.Value));
    }

    private void CheckKey(long line)
    {
        if (!_key.IsFaulty && !_key.IsBlank && _repeated.OccurredBefore(_key.Key))
            Reject(RowFault.DuplicateKey, _key, line, default(ReadOnlySpan<byte>));
    }

    private void CheckRules(long line)
    {
        foreach (RowRule rule in _rules)
        {
            if (!rule.Fails())
                continue;
            RowFault fault = rule.Rule.Code == "R203" ? RowFault.OutOfRange : RowFault.RuleBroken;
            Reject(fault, rule.Column, line, DataDictionary.InWords(rule.Rule) + " Correct the row and drop the file again.");
        }
    }

    private void Reject(RowFault fault, ColumnParser column, long line, ReadOnlySpan<byte> cell)
    {
        _rejected = true;
        column.MarkFaulty();
        if (_issues.CountRow(fault.Code()))
            _issues.ListRow(fault.Code(), line, column.Column.Name, RowMessages.For(fault, column.Column, cell));
    }

    private void Reject(RowFault fault, ColumnParser? column, long line, string message)
    {
        _rejected = true;
        column?.MarkFaulty();
        if (_issues.CountRow(fault.Code()))
            _issues.ListRow(fault.Code(), line, column?.Column.Name, message);
    }
}
