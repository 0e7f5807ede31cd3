namespace IncDiv.Ingestion.Columns;

/// <summary>
/// Reads the cells of one column. The value of the present row stays in the parser, where rules look at it, and goes into a batch only when
/// the row is accepted: nothing of a rejected row is kept.
/// </summary>
internal abstract class ColumnParser(FeedColumn column)
{
    public FeedColumn Column { get; } = column;

    /// <summary>The present row has no value here.</summary>
    public bool IsBlank { get; private set; }

    /// <summary>The present row has a fault here; rules leave the column alone.</summary>
    public bool IsFaulty { get; private set; }

    /// <summary>A parser for the column, or null for one that is not read.</summary>
    /// <param name="highIsAgree">Agreement is delivered as 5, so that its answers are turned round.</param>
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

    /// <summary>Reads a trimmed cell.</summary>
    public RowFault Read(ReadOnlySpan<byte> cell)
    {
        IsBlank = cell.IsEmpty;
        RowFault fault = IsBlank ? ParseBlank() : Parse(cell);
        IsFaulty = fault != RowFault.None;
        return fault;
    }

    /// <summary>Marks the present row's value as one that breaks a rule across columns.</summary>
    public void MarkFaulty() => IsFaulty = true;

    public abstract ColumnValues CreateValues();

    /// <summary>Puts the present value into a row of a batch.</summary>
    /// <param name="position">Of the column in the batch.</param>
    public abstract void Store(OpenBatch batch, int position, int row, long line);

    protected abstract RowFault Parse(ReadOnlySpan<byte> cell);

    protected virtual RowFault ParseBlank() => Column.ValueRequired ? RowFault.Missing : RowFault.None;

    /// <summary>For parsers that find a cell blank only on closer look.</summary>
    protected RowFault FoundBlank()
    {
        IsBlank = true;
        return ParseBlank();
    }
}
