namespace IncDiv.Ingestion.Columns;

/// <summary>Parses free text. It keeps only whether something was written.</summary>
internal sealed class FreeTextParser(FeedColumn column) : ColumnParser(column)
{
    public override ColumnValues CreateValues() => new CodeValues(["given"]);

    public override void Store(OpenBatch batch, int position, int row, long line) =>
        ((CodeValues)batch.Rows.Columns[position]).Indices[row] = (ushort)(IsBlank ? 0 : 1);

    protected override RowFault Parse(ReadOnlySpan<byte> cell) => RowFault.None;
}
