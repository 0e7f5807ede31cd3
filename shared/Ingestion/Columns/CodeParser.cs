using System.Text;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Rows;
using IncDiv.Ingestion.Rows;

namespace IncDiv.Ingestion.Columns;

/// <summary>Values of a code list. Each spelling is matched once and then known by its bytes.</summary>
internal sealed class CodeParser(FeedColumn column) : ColumnParser(column)
{
    // Spellings beyond these are matched afresh every time, so that a hostile file cannot fill the memory.
    private const int MostSpellings = 4096;

    private readonly CodeList _codes = column.Codes!;
    private readonly Utf8Table _spellings = new();
    private bool _isUnknown;

    /// <summary>Position in the code list plus one; 0 is blank or unknown.</summary>
    public ushort Index { get; private set; }

    /// <summary>Values stored as unknown (W102).</summary>
    public long UnknownCount { get; private set; }

    public long FirstUnknownLine { get; private set; }

    public override ColumnValues CreateValues() => new CodeValues(_codes.Codes.Select(c => c.Code));

    public override void Store(OpenBatch batch, int position, int row, long line)
    {
        ((CodeValues)batch.Rows.Columns[position]).Indices[row] = Index;
        if (_isUnknown && UnknownCount++ == 0)
            FirstUnknownLine = line;
    }

    protected override RowFault ParseBlank()
    {
        (Index, _isUnknown) = (0, false);
        return base.ParseBlank();
    }

    protected override RowFault Parse(ReadOnlySpan<byte> cell)
    {
        if (!_spellings.TryGet(cell, out int meaning))
        {
            meaning = Match(cell);
            if (_spellings.Count < MostSpellings)
                _spellings.Add(cell, meaning);
        }
        // A positive meaning is a position; the others are the kinds of match without one.
        Index = (ushort)Math.Max(meaning, 0);
        _isUnknown = meaning == -(int)CodeMatch.Unknown;
        return meaning switch
        {
            > 0 or -(int)CodeMatch.Unknown => RowFault.None,
            -(int)CodeMatch.Outside => RowFault.OutsideArea,
            _ => RowFault.UnknownCode,
        };
    }

    private int Match(ReadOnlySpan<byte> cell) => _codes.Match(Encoding.UTF8.GetString(cell), out string code) switch
    {
        CodeMatch.Known => _codes.OrderOf(code) + 1,
        CodeMatch other => -(int)other,
    };
}
