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
        if (!text.IsEmpty && !batch.Texts[position].TryGet(text, out index))
        {
            index = values.Add(Encoding.UTF8.GetString(text));
            batch.Texts[position].Add(text, index);
        }
        values.Indices[row] = (ushort)index;
    }

    protected override RowFault ParseBlank()
    {
        _length = 0;
        return base.ParseBlank();
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
