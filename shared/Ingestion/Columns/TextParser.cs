namespace IncDiv.Ingestion.Columns;

/// <summary>Parses short text of one line, which is kept unchanged. Its dictionary grows with each batch.</summary>
internal sealed class TextParser(FeedColumn column) : ColumnParser(column)
{
    private byte[] _text = new byte[256];
    private int _length;

    public override ColumnValues CreateValues() => new CodeValues([]);

    public override void Store(OpenBatch batch, int position, int row, long line)
    {
        var values = (CodeValues)batch.Rows.Columns[position];
        ReadOnlySpan<byte> text = _text.AsSpan(0, _length);
        int index = 0;
        if (!IsBlank && !batch.Texts[position].TryGet(text, out index))
        {
            index = values.Add(Encoding.UTF8.GetString(text));
            batch.Texts[position].Add(text, index);
        }
        values.Indices[row] = (ushort)index;
    }

    protected override RowFault Parse(ReadOnlySpan<byte> cell)
    {
        if (Utf8Text.CountCharacters(cell) > Column.MaxLength)
            return RowFault.OutOfRange;
        if (Utf8Text.HasInvisible(cell))
            return RowFault.NotOfType;
        if (_text.Length < cell.Length)
            _text = new byte[cell.Length];
        cell.CopyTo(_text);
        _length = cell.Length;
        return RowFault.None;
    }
}

/// <summary>Parses free text. It keeps only whether something was written.</summary>
internal sealed class FreeTextParser(FeedColumn column) : ColumnParser(column)
{
    public override ColumnValues CreateValues() => new CodeValues(["given"]);

    public override void Store(OpenBatch batch, int position, int row, long line) =>
        ((CodeValues)batch.Rows.Columns[position]).Indices[row] = (ushort)(IsBlank ? 0 : 1);

    protected override RowFault Parse(ReadOnlySpan<byte> cell) => RowFault.None;
}
