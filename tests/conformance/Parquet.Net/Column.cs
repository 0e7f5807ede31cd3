using Parquet.Schema;

namespace Parquet.Conformance;

/// <summary>A column to write, and what every reader must see of it.</summary>
internal abstract class Column(DataField dataField)
{
    public DataField Field => dataField;

    public abstract SeenColumn Expected { get; }

    public abstract Task WriteAsync(ParquetRowGroupWriter group, int start, int count);

    public static Column Of<T>(DataField field, T?[] values) where T : struct => new StructColumn<T>(field, values);

    public static Column Of(DataField field, string?[] values) => new StringColumn(field, values);

    public static Column Of(DataField field, byte[]?[] values) => new BytesColumn(field, values);

    /// <summary>Writes the columns as row groups of the given sizes.</summary>
    public static async Task WriteFileAsync(Stream stream, IReadOnlyList<Column> columns, IEnumerable<int> groupSizes, ParquetOptions? options = null)
    {
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(columns.Select(c => c.Field)), stream, options);
        int start = 0;
        foreach (int size in groupSizes)
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            foreach (Column column in columns)
                await column.WriteAsync(group, start, size);
            group.CompleteValidate();
            start += size;
        }
    }

    private SeenColumn Spell(IEnumerable<string?> values) => new(Spelling.TypeOf(Field.ClrType), [.. values]);

    private sealed class StructColumn<T>(DataField field, T?[] values) : Column(field) where T : struct
    {
        public override SeenColumn Expected => Spell(values.Select(v => Spelling.Of(v)));

        public override Task WriteAsync(ParquetRowGroupWriter group, int start, int count) => Field.IsNullable
            ? group.WriteAsync<T>(Field, values.AsMemory(start, count))
            : group.WriteAsync<T>(Field, values.Skip(start).Take(count).Select(v => v!.Value).ToArray());
    }

    private sealed class StringColumn(DataField field, string?[] values) : Column(field)
    {
        public override SeenColumn Expected => Spell(values);

        public override Task WriteAsync(ParquetRowGroupWriter group, int start, int count) =>
            group.WriteAsync(Field, new ArraySegment<string?>(values, start, count));
    }

    private sealed class BytesColumn(DataField field, byte[]?[] values) : Column(field)
    {
        public override SeenColumn Expected => Spell(values.Select(Spelling.Of));

        public override Task WriteAsync(ParquetRowGroupWriter group, int start, int count) =>
            group.WriteAsync(Field, values.Skip(start).Take(count).ToList());
    }
}
