using IncDiv.Contracts.Reference;

namespace IncDiv.Ingestion.Rows;

/// <summary>Checks the records one by one against the contract. Every rule is checked on every row, and a row has at most one fault for each column.</summary>
/// <param name="columns">The parsers of all columns that are read, in contract order.</param>
/// <param name="repeated">The keys that may occur in several rows.</param>
internal sealed class RowReader(Feed feed, DropHeader header, ColumnParser[] columns, RepeatedKeys repeated, IssueLog issues)
{
    private readonly int[] _fields = [.. columns.Select(c => header.FieldOf(c.Column))];
    private readonly DateParser _period = (DateParser)Array.Find(columns, c => c.Column == feed.Period)!;
    private readonly KeyParser _key = (KeyParser)Array.Find(columns, c => c.Column == feed.Key)!;
    private readonly RowRule[] _rules = [.. feed.Rules.Select(r => RowRule.Bind(r, columns))];

    // First and last day of the current quarter. The next row is nearly always in the same quarter.
    private DateOnly _first = DateOnly.MaxValue;
    private DateOnly _last = DateOnly.MinValue;
    private DateOnly? _snapshot;
    private bool _rejected;

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
        if (header.Fits(record))
        {
            for (int i = 0; i < columns.Length; i++)
            {
                ReadOnlySpan<byte> cell = _fields[i] < 0 ? default : Utf8Text.Trim(record.Field(_fields[i]));
                RowFault fault = columns[i].Read(cell);
                if (fault != RowFault.None)
                    Reject(fault, columns[i], record.Line, cell);
            }
            CheckPeriod(record.Line);
            CheckKey(record.Line);
            CheckRules(record.Line);
        }
        else
        {
            Reject(RowFault.FieldCount, null, record.Line, [], RowMessages.FieldCount(header.FieldCount, record.FieldCount));
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
        if (feed.PeriodIsSnapshot && day != Quarter.LastDay)
        {
            Reject(RowFault.OutOfRange, _period, line, [], RowMessages.NotAQuarterEnd(feed.Period, day));
            return;
        }
        HasPeriod = true;
        if (!feed.PeriodIsSnapshot)
            return;
        _snapshot ??= day;
        if (day != _snapshot)
            Reject(RowFault.RuleBroken, _period, line, [], RowMessages.NotTheSnapshot(feed.Period, _snapshot.Value));
    }

    private void CheckKey(long line)
    {
        if (!_key.IsFaulty && !_key.IsBlank && repeated.OccurredBefore(_key.Key))
            Reject(RowFault.DuplicateKey, _key, line, []);
    }

    private void CheckRules(long line)
    {
        foreach (RowRule rule in _rules)
        {
            if (!rule.Fails())
                continue;
            RowFault fault = rule.Rule.Code == "R203" ? RowFault.OutOfRange : RowFault.RuleBroken;
            Reject(fault, rule.Column, line, [], DataDictionary.InWords(rule.Rule) + " Correct the row and drop the file again.");
        }
    }

    // The message is that of the fault, unless one is given.
    private void Reject(RowFault fault, ColumnParser? column, long line, ReadOnlySpan<byte> cell, string? message = null)
    {
        _rejected = true;
        column?.MarkFaulty();
        if (issues.CountRow(fault.Code()))
            issues.ListRow(fault.Code(), line, column?.Column.Name, message ?? RowMessages.For(fault, column!.Column, cell));
    }
}
