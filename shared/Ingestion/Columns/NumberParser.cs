using System.Buffers.Text;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Rows;
using IncDiv.Ingestion.Rows;

namespace IncDiv.Ingestion.Columns;

/// <summary>Numbers with a decimal point, or also a decimal comma in files that are delimited by semicolons.</summary>
internal sealed class NumberParser(FeedColumn column, bool decimalComma) : ColumnParser(column)
{
    private const int Longest = 64;

    private double _value;

    /// <summary>The column is absent or blank in every row, so its default stands in; otherwise each row must have a value.</summary>
    public bool UsesDefault { get; set; }

    public override ColumnValues CreateValues() => new NumberValues();

    public override void Store(OpenBatch batch, int position, int row, long line) =>
        ((NumberValues)batch.Rows.Columns[position]).Values[row] = _value;

    protected override RowFault ParseBlank()
    {
        _value = UsesDefault ? Column.Default!.Value : double.NaN;
        return Column.Default is null ? base.ParseBlank() : UsesDefault ? RowFault.None : RowFault.Missing;
    }

    protected override RowFault Parse(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > Longest)
            return RowFault.NotOfType;
        scoped ReadOnlySpan<byte> number = cell;
        Span<byte> withPoint = stackalloc byte[Longest];
        if (decimalComma)
        {
            cell.Replace(withPoint, (byte)',', (byte)'.');
            number = withPoint[..cell.Length];
        }
        if (!Utf8Parser.TryParse(number, out _value, out int consumed) || consumed != cell.Length || !double.IsFinite(_value))
            return RowFault.NotOfType;
        bool tooSmall = Column.MinimumIsExclusive ? _value <= Column.Minimum : _value < Column.Minimum;
        return tooSmall || _value > Column.Maximum ? RowFault.OutOfRange : RowFault.None;
    }
}
