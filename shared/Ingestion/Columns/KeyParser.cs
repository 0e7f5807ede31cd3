namespace IncDiv.Ingestion.Columns;

/// <summary>Parses identifiers into canonical form (<see cref="CanonicalId"/>). A placeholder such as UNKNOWN counts as missing; otherwise all people with the
/// placeholder would become one person (disclosure.md 5.5).</summary>
internal sealed class KeyParser(FeedColumn column) : ColumnParser(column)
{
    private readonly SearchValues<byte>? _allowed = column.Characters is { } ranges ? SearchValues.Create(Expand(ranges)) : null;
    private byte[] _key = new byte[64];
    private int _length;

    public ReadOnlySpan<byte> Key => IsBlank ? [] : _key.AsSpan(0, _length);

    public override ColumnValues CreateValues() => new KeyValues();

    public override void Store(OpenBatch batch, int position, int row, long line) => ((KeyValues)batch.Rows.Columns[position]).Set(row, Key);

    protected override RowFault Parse(ReadOnlySpan<byte> cell)
    {
        _length = CanonicalId.Write(cell, ref _key);
        if (CanonicalId.IsPlaceholder(Key))
            return FoundBlank();
        int length = Utf8Text.CountCharacters(Key);
        bool allowed = _allowed is null ? !Utf8Text.HasInvisible(Key) : !Key.ContainsAnyExcept(_allowed);
        return allowed && length >= Column.MinLength && length <= Column.MaxLength ? RowFault.None : RowFault.NotOfType;
    }

    // Expands "0-9A-Z" to its characters.
    private static byte[] Expand(string ranges)
    {
        var bytes = new List<byte>();
        for (int i = 0; i < ranges.Length; i++)
        {
            char first = ranges[i];
            char last = i + 2 < ranges.Length && ranges[i + 1] == '-' ? ranges[i += 2] : first;
            for (char c = first; c <= last; c++)
                bytes.Add((byte)c);
        }
        return [.. bytes];
    }
}
