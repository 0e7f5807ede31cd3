namespace IncDiv.Ingestion.Csv;

/// <summary>Splits UTF-8 bytes into records and fields (RFC 4180; CR LF or LF). A record stays in the pooled buffer until the next one is read, so fields are
/// spans without allocation. In a field that does not start with a quote, a quote is an ordinary character. A line without any value (empty, or delimiters
/// only) is not a record, just as a row of blank cells in a sheet is not a row.</summary>
internal sealed class CsvReader(Stream stream, IngestionLimits limits) : IDisposable
{
    private const byte Quote = (byte)'"', LineFeed = (byte)'\n', CarriageReturn = (byte)'\r';

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(limits.BufferBytes);
    private int _current;
    private int _next;
    private int _end;
    private bool _ended;
    private long _nextLine = 1;
    private int _openQuote = -1;
    private int[] _starts = new int[64];

    // A field with doubled quotes has the complement of its length here.
    private int[] _lengths = new int[64];

    public byte Delimiter { get; set; } = (byte)',';

    /// <summary>Number of fields that the caller needs. Further fields are skipped, which is several times as fast. A record without a value in the needed
    /// fields counts as a line without any value.</summary>
    public int MaxFields { get; set; } = int.MaxValue;

    /// <summary>1-based line of the file on which the record starts.</summary>
    public long Line { get; private set; }

    public int FieldCount { get; private set; }

    /// <summary>Length of the record with its line end.</summary>
    public int Bytes => _next - _current;

    public long BlankLines { get; private set; }

    /// <summary>After <see cref="CsvStatus.TooLong"/>: whether the reader stopped inside a quoted field.</summary>
    public bool StoppedInQuotes => _openQuote >= 0;

    public CsvStatus TryRead()
    {
        while (true)
        {
            Line = _nextLine;
            CsvStatus status = Split(out int after, out int lines);
            int length = (status == CsvStatus.Record ? after : _end) - _next;
            if (status is CsvStatus.Record or CsvStatus.NeedsMore && length > limits.RowBytes)
                return CsvStatus.TooLong;
            if (status != CsvStatus.Record)
                return status;
            _current = _next;
            _next = after;
            _nextLine += lines;
            if (HasValue())
                return CsvStatus.Record;
            BlankLines++;
        }
    }

    /// <summary>Reads the next record, and more of the stream if needed.</summary>
    public async ValueTask<CsvStatus> ReadAsync(CancellationToken cancellationToken)
    {
        CsvStatus status;
        while ((status = TryRead()) == CsvStatus.NeedsMore)
            await FillAsync(cancellationToken);
        return status;
    }

    /// <summary>Returns to the start of the current record, for example to read it with another delimiter.</summary>
    public void Unread()
    {
        _next = _current;
        _nextLine = Line;
    }

    /// <summary>The text of a field without its quotes. Valid until the next record is read.</summary>
    public ReadOnlySpan<byte> Field(int index)
    {
        int start = _starts[index];
        if (_lengths[index] < 0)
            _lengths[index] = Unescape(_buffer.AsSpan(start, ~_lengths[index]));
        return _buffer.AsSpan(start, _lengths[index]);
    }

    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        _buffer.AsSpan(_next.._end).CopyTo(_buffer);
        (_current, _next, _end) = (0, 0, _end - _next);
        if (_end == _buffer.Length)
            Replace(ArrayPool<byte>.Shared.Rent(_buffer.Length * 2));
        while (_end < _buffer.Length)
        {
            int read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            _ended = read == 0;
            if (_ended)
                return;
            _end += read;
        }
    }

    /// <summary>After <see cref="CsvStatus.TooLong"/> in quotes: whether the quote is closed later. Quotes come in pairs, so if it is closed, the rest of the
    /// file has an odd number of quotes.</summary>
    public async ValueTask<bool> QuoteClosesAsync(CancellationToken cancellationToken)
    {
        bool odd = _buffer.AsSpan((_openQuote + 1).._end).Count(Quote) % 2 == 1;
        int read;
        while ((read = await stream.ReadAsync(_buffer, cancellationToken)) > 0)
            odd ^= _buffer.AsSpan(0, read).Count(Quote) % 2 == 1;
        return odd;
    }

    /// <summary>Clears the buffer, which held personal data, and returns it to the pool.</summary>
    public void Dispose() => Replace([]);

    private bool HasValue()
    {
        for (int i = 0; i < FieldCount; i++)
            if (!Utf8Text.Trim(Field(i)).IsEmpty)
                return true;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CsvStatus Split(out int after, out int lines)
    {
        ReadOnlySpan<byte> data = _buffer.AsSpan(0, _end);
        (after, lines, FieldCount, _openQuote) = (_next, 1, 0, -1);
        if (_next == _end)
            return _ended ? CsvStatus.End : CsvStatus.NeedsMore;
        int at = _next;
        var marks = new DelimiterMarks(_buffer, _end, at, Delimiter);
        while (true)
        {
            int start = at, stop, length;
            if (at < data.Length && data[at] == Quote)
            {
                start++;
                CsvStatus status = SplitQuoted(data, start, out length, out stop, ref lines);
                if (status != CsvStatus.Record)
                    return status;
            }
            else
            {
                stop = marks.Next(at);
                bool lastOfLine = stop == data.Length || data[stop] == LineFeed;
                length = stop - at - (lastOfLine && stop > at && data[stop - 1] == CarriageReturn ? 1 : 0);
            }
            if (stop == data.Length && !_ended)
                return CsvStatus.NeedsMore;
            AddField(start, length);
            if (stop == data.Length || data[stop] == LineFeed)
            {
                after = Math.Min(stop + 1, data.Length);
                return CsvStatus.Record;
            }
            at = stop + 1;
            if (FieldCount == MaxFields)
                return SkipRest(data, at, out after, ref lines);
        }
    }

    // Skips the rest of a record after a delimiter. Only a quote at the start of a field can hide the end of the record.
    private CsvStatus SkipRest(ReadOnlySpan<byte> data, int from, out int after, ref int lines)
    {
        after = data.Length;
        while (true)
        {
            int found = data[from..].IndexOfAny(LineFeed, Quote), stop = from + found;
            if (found < 0)
                return _ended ? CsvStatus.Record : CsvStatus.NeedsMore;
            if (data[stop] == LineFeed)
            {
                after = stop + 1;
                return CsvStatus.Record;
            }
            from = stop + 1;
            if (data[stop - 1] != Delimiter)
                continue;
            CsvStatus status = SplitQuoted(data, from, out _, out from, ref lines);
            if (status != CsvStatus.Record)
                return status;
        }
    }

    // Reads a quoted field, from the byte after the opening quote to a delimiter, a line feed or the end of the data.
    private CsvStatus SplitQuoted(ReadOnlySpan<byte> data, int start, out int length, out int stop, ref int lines)
    {
        (length, stop) = (0, start);
        int close = ClosingQuote(data, start, out bool escaped);
        if (close < 0)
        {
            _openQuote = start - 1;
            return _ended ? CsvStatus.UnbalancedQuote : CsvStatus.NeedsMore;
        }
        lines += data[start..close].Count(LineFeed);
        length = escaped ? ~(close - start) : close - start;
        stop = close + 1;
        if (stop < data.Length && data[stop] == CarriageReturn)
            stop++;
        return stop < data.Length && data[stop] != LineFeed && (data[stop] != Delimiter || stop != close + 1) ? CsvStatus.UnbalancedQuote : CsvStatus.Record;
    }

    // Returns -1 if the quote is not closed within the data, or if more data is needed to decide.
    private int ClosingQuote(ReadOnlySpan<byte> data, int from, out bool escaped)
    {
        escaped = false;
        while (true)
        {
            int found = data[from..].IndexOf(Quote);
            int quote = from + found;
            if (found < 0 || (quote + 1 == data.Length && !_ended))
                return -1;
            if (quote + 1 == data.Length || data[quote + 1] != Quote)
                return quote;
            escaped = true;
            from = quote + 2;
        }
    }

    private void AddField(int start, int length)
    {
        if (FieldCount == _starts.Length)
        {
            Array.Resize(ref _starts, FieldCount * 2);
            Array.Resize(ref _lengths, FieldCount * 2);
        }
        _starts[FieldCount] = start;
        _lengths[FieldCount++] = length;
    }

    private static int Unescape(Span<byte> text)
    {
        int to = 0;
        for (int i = 0; i < text.Length; i++)
        {
            text[to++] = text[i];
            if (text[i] == Quote)
                i++;
        }
        return to;
    }

    private void Replace(byte[] buffer)
    {
        _buffer.AsSpan(0, Math.Min(_end, buffer.Length)).CopyTo(buffer);
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = buffer;
    }
}

internal enum CsvStatus
{
    Record,

    /// <summary>The buffer ends inside the record: fill it and try again.</summary>
    NeedsMore,
    End,

    /// <summary>A quote is not closed, or text follows a closing quote.</summary>
    UnbalancedQuote,

    TooLong,
}
