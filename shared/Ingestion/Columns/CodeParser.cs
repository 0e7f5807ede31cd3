namespace IncDiv.Ingestion.Columns;

/// <summary>Parses values of a code list. Each spelling is matched once and then found by its bytes.</summary>
/// <param name="isReversed">The scale is reverse-coded: the last answer is read as the first.</param>
internal sealed class CodeParser(FeedColumn column, bool isReversed) : ColumnParser(column)
{
    // Spellings beyond these limits are matched again each time, so that a hostile file cannot fill the memory.
    private const int MaxSpellings = 4096;
    private const int MaxSpellingLength = 256;
    private const int NotMatched = int.MinValue;

    private readonly CodeList _codes = column.Codes!;
    private readonly Utf8Table _spellings = new();

    // Match results by byte for cells of one byte, because nearly every answer is a single digit.
    private readonly int[] _matchByByte = [.. Enumerable.Repeat(NotMatched, byte.MaxValue + 1)];

    // A positive number is a position. Zero and negative numbers are kinds of match without a position.
    private int _meaning;

    /// <summary>Position in the code list plus one; 0 is blank or unknown.</summary>
    public ushort Index => IsBlank ? (ushort)0 : (ushort)Math.Max(_meaning, 0);

    /// <summary>Values stored as unknown (W102).</summary>
    public long UnknownCount { get; private set; }

    public long FirstUnknownLine { get; private set; }

    /// <summary>Whether the column holds answers from strongly agree, 1, to strongly disagree.</summary>
    public static bool IsAgreement(FeedColumn column) => column.Codes is { IsAgreement: true };

    public override ColumnValues CreateValues() => new CodeValues(_codes.Codes.Select(c => c.Code));

    public override void Store(OpenBatch batch, int position, int row, long line)
    {
        ((CodeValues)batch.Rows.Columns[position]).Indices[row] = Index;
        if (!IsBlank && _meaning == -(int)CodeMatch.Unknown && UnknownCount++ == 0)
            FirstUnknownLine = line;
    }

    protected override RowFault Parse(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > MaxSpellingLength)
            return RowFault.UnknownCode;
        if (cell.Length == 1)
        {
            ref int known = ref _matchByByte[cell[0]];
            if (known == NotMatched)
                known = Match(cell);
            _meaning = known;
        }
        else if (!_spellings.TryGet(cell, out _meaning))
        {
            _meaning = Match(cell);
            if (_spellings.Count < MaxSpellings)
                _spellings.Add(cell, _meaning);
        }
        return _meaning switch
        {
            > 0 or -(int)CodeMatch.Unknown => RowFault.None,
            -(int)CodeMatch.Outside => RowFault.OutsideArea,
            _ => RowFault.UnknownCode,
        };
    }

    private int Match(ReadOnlySpan<byte> cell)
    {
        string value = Encoding.UTF8.GetString(cell);
        CodeMatch match = _codes.Match(value, out string code);
        if (match != CodeMatch.Known)
            return -(int)match;
        int position = _codes.OrderOf(code) + 1;
        // Only numbers are reversed. An answer in words is unambiguous.
        return isReversed && value.Trim() == code ? ReversePosition(position) : position;
    }

    // The answers are first in the list, so the position equals the answer.
    private int ReversePosition(int position) => position <= _codes.AnswerCount ? _codes.AnswerCount + 1 - position : position;
}
