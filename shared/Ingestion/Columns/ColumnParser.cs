namespace IncDiv.Ingestion.Columns;

/// <summary>Parses the cells of one column. The parser holds the value of the current row for the rules, and stores it in a batch only when the row is
/// accepted. Nothing of a rejected row is kept.</summary>
internal abstract class ColumnParser(FeedColumn column)
{
    public FeedColumn Column { get; } = column;

    /// <summary>The current row has no value in this column.</summary>
    public bool IsBlank { get; private set; }

    /// <summary>The current row has a fault in this column, so rules ignore the column.</summary>
    public bool IsFaulty { get; private set; }

    /// <summary>A parser for the column, or null for a column that is not read.</summary>
    /// <param name="highIsAgree">Strong agreement is delivered as 5, so the scale is reverse-coded.</param>
    public static ColumnParser? For(FeedColumn column, bool decimalComma, bool highIsAgree) => column.Type switch
    {
        ColumnType.Skipped => null,
        ColumnType.Key => new KeyParser(column),
        ColumnType.Code => new CodeParser(column, highIsAgree && CodeParser.IsAgreement(column)),
        ColumnType.Date => new DateParser(column),
        ColumnType.Number => new NumberParser(column, decimalComma),
        ColumnType.Text => new TextParser(column),
        ColumnType.FreeText => new FreeTextParser(column),
        _ => throw new InvalidOperationException($"Column '{column.Name}' has the unknown type {column.Type}."),
    };

    /// <param name="cell">Trimmed.</param>
    public RowFault Read(ReadOnlySpan<byte> cell)
    {
        IsBlank = cell.IsEmpty;
        RowFault fault = IsBlank ? ParseBlank() : Parse(cell);
        IsFaulty = fault != RowFault.None;
        return fault;
    }

    /// <summary>Marks the value of the current row as breaking a rule across columns.</summary>
    public void MarkFaulty() => IsFaulty = true;

    public abstract ColumnValues CreateValues();

    /// <param name="position">Position of the column in the batch.</param>
    public abstract void Store(OpenBatch batch, int position, int row, long line);

    protected abstract RowFault Parse(ReadOnlySpan<byte> cell);

    protected virtual RowFault ParseBlank() => Column.ValueRequired ? RowFault.Missing : RowFault.None;

    /// <summary>Called by parsers that recognise a blank value only after parsing.</summary>
    protected RowFault FoundBlank()
    {
        IsBlank = true;
        return ParseBlank();
    }
}

/// <summary>Row-level errors in the order of their codes R201 to R208 (feeds.md section 2).</summary>
internal enum RowFault
{
    None,
    Missing,
    NotOfType,
    OutOfRange,
    UnknownCode,
    DuplicateKey,
    RuleBroken,
    FieldCount,
    OutsideArea,
}
