namespace IncDiv.Ingestion.Columns;

/// <summary>Parses numbers with a decimal point; in files that are delimited by semicolons, also with a decimal comma.</summary>
internal sealed class NumberParser(FeedColumn column, bool decimalComma) : ColumnParser(column)
{
    private const int MaxLength = 64;
    private const int MaxExactDigits = 15;

    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14];

    private double _value;

    /// <summary>The column is absent or blank in every row, so its default is used. Otherwise each row must have a value.</summary>
    public bool UsesDefault { get; set; }

    public override ColumnValues CreateValues() => new NumberValues();

    public override void Store(OpenBatch batch, int position, int row, long line) => ((NumberValues)batch.Rows.Columns[position]).Values[row] = _value;

    protected override RowFault ParseBlank()
    {
        _value = UsesDefault ? Column.Default!.Value : double.NaN;
        return Column.Default is null ? base.ParseBlank() : UsesDefault ? RowFault.None : RowFault.Missing;
    }

    protected override RowFault Parse(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > MaxLength)
            return RowFault.NotOfType;
        scoped ReadOnlySpan<byte> number = cell;
        Span<byte> withPoint = stackalloc byte[MaxLength];
        if (decimalComma)
        {
            cell.Replace(withPoint, (byte)',', (byte)'.');
            number = withPoint[..cell.Length];
        }
        if (!TryPlain(number, out _value)
            && (!Utf8Parser.TryParse(number, out _value, out int consumed) || consumed != cell.Length || !double.IsFinite(_value)))
        {
            return RowFault.NotOfType;
        }
        bool tooSmall = Column.MinimumIsExclusive ? _value <= Column.Minimum : _value < Column.Minimum;
        return tooSmall || _value > Column.Maximum ? RowFault.OutOfRange : RowFault.None;
    }

    // Handles up to 15 digits, with or without a point. The digits and the power of ten are then exact and their quotient is rounded once, so the
    // result is the same as that of the general parser.
    private static bool TryPlain(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        long digits = 0;
        int point = -1;
        if (text.Length is 0 or > MaxExactDigits)
            return false;
        for (int i = 0; i < text.Length; i++)
        {
            uint digit = (uint)text[i] - '0';
            if (digit <= 9)
                digits = digits * 10 + digit;
            else if (text[i] == '.' && point < 0 && i > 0 && i < text.Length - 1)
                point = i;
            else
                return false;
        }
        value = point < 0 ? digits : digits / PowersOfTen[text.Length - 1 - point];
        return true;
    }
}
