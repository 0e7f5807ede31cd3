namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>A column that is passed through without generalisation, as two bytes of a sortable record; 0 is blank.</summary>
internal abstract class PassThroughColumn
{
    public static PassThroughColumn Create(CuratedColumn column, MicrodataPlan plan)
    {
        RoundedColumn? rounded = plan.Histogram.Release!.Rounded.FirstOrDefault(r => r.Column == column.Name);
        PassThroughColumn values = rounded is null ? new Codes(column) : new Steps(rounded);
        return plan.WithheldColumns.Contains(column.Name) ? new Withheld(values) : values;
    }

    /// <exception cref="InvalidOperationException">The batch holds a value that the code list lacks, so its rows were not validated.</exception>
    public abstract void Bind(RowBatch batch);

    public abstract void Write(int row, Span<byte> target);

    public abstract ColumnValues Output();

    /// <summary>The number of a code in a record; 0 for blank.</summary>
    public static int CodeAt(ReadOnlySpan<byte> record, int offset) => BinaryPrimitives.ReadUInt16BigEndian(record[offset..]);

    public abstract void Read(ReadOnlySpan<byte> source, ColumnValues output, int row);

    /// <summary>The codes of a column, in the order in which records number them from 1.</summary>
    public static string[] CodeNames(CuratedColumn column) => column.Codes is { } list ? [.. list.Codes.Select(c => c.Code)] : ["false", "true"];

    private sealed class Codes(CuratedColumn column) : PassThroughColumn
    {
        private readonly string[] _codes = CodeNames(column);
        private ushort[] _map = [];
        private ushort[] _indices = [];

        public override void Bind(RowBatch batch)
        {
            CodeValues values = batch.Column<CodeValues>(column.Name);
            _indices = values.Indices;
            _map = [.. values.Dictionary.Select(v => v is null ? (ushort)0 : Array.IndexOf(_codes, v) is int code and >= 0
                ? (ushort)(code + 1)
                : throw new InvalidOperationException($"Column '{column.Name}' holds a value that its code list lacks."))];
        }

        public override void Write(int row, Span<byte> target) => BinaryPrimitives.WriteUInt16BigEndian(target, _map[_indices[row]]);

        public override ColumnValues Output() => new CodeValues(_codes);

        public override void Read(ReadOnlySpan<byte> source, ColumnValues output, int row) =>
            ((CodeValues)output).Indices[row] = BinaryPrimitives.ReadUInt16BigEndian(source);
    }

    private sealed class Steps(RoundedColumn rounded) : PassThroughColumn
    {
        private double[] _values = [];

        public override void Bind(RowBatch batch) => _values = batch.Column<NumberValues>(rounded.Column).Values;

        public override void Write(int row, Span<byte> target)
        {
            double value = _values[row];
            double steps = Math.Clamp(Math.Floor(value / rounded.Step + 0.5), value > 0 ? 1 : 0, Math.Floor(rounded.Top / rounded.Step));
            BinaryPrimitives.WriteUInt16BigEndian(target, double.IsNaN(value) ? (ushort)0 : (ushort)(steps + 1));
        }

        public override ColumnValues Output() => new NumberValues();

        public override void Read(ReadOnlySpan<byte> source, ColumnValues output, int row) =>
            ((NumberValues)output).Values[row] = BinaryPrimitives.ReadUInt16BigEndian(source) is ushort steps and > 0 ? (steps - 1) * rounded.Step : double.NaN;
    }

    private sealed class Withheld(PassThroughColumn values) : PassThroughColumn
    {
        public override void Bind(RowBatch batch)
        {
        }

        public override void Write(int row, Span<byte> target) => target.Clear();

        public override ColumnValues Output() => values.Output();

        public override void Read(ReadOnlySpan<byte> source, ColumnValues output, int row) => values.Read(source, output, row);
    }
}
