using System.IO.Compression;

namespace IncDiv.Storage.Measures;

/// <summary>Reads and writes the measures table as Parquet, with the columns of <see cref="MeasureColumns"/> and one row group.</summary>
public static class MeasureParquet
{
    /// <summary>Returns the file's bytes. The same rows give the same bytes.</summary>
    public static async Task<byte[]> WriteAsync(IReadOnlyList<MeasureRow> rows, CancellationToken cancellationToken)
    {
        var schema = new ParquetSchema(MeasureColumns.All.Select(Field));
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy, CompressionLevel = CompressionLevel.Optimal };
        foreach (MeasureColumn column in MeasureColumns.All.Where(c => c.Kind == MeasureColumnKind.Text))
            options.ColumnEncodingHints[column.Name] = EncodingHint.Dictionary;
        using var file = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(schema, file, options, cancellationToken: cancellationToken))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            for (int i = 0; i < MeasureColumns.All.Count; i++)
            {
                MeasureColumn column = MeasureColumns.All[i];
                DataField field = schema.DataFields[i];
                await (column.Kind switch
                {
                    MeasureColumnKind.Date => group.WriteAsync<DateOnly>(field, Cells<DateOnly>(rows, column), cancellationToken: cancellationToken),
                    MeasureColumnKind.Number => group.WriteAsync<double>(field, Cells<double?>(rows, column), cancellationToken: cancellationToken),
                    MeasureColumnKind.Whole => group.WriteAsync<int>(field, Cells<int?>(rows, column), cancellationToken: cancellationToken),
                    _ => group.WriteAsync(field, [.. rows.Select(r => (string?)column.Value(r))]),
                });
            }
            group.CompleteValidate();
        }
        return file.ToArray();
    }

    /// <summary>Reads the rows of a file written by <see cref="WriteAsync"/>.</summary>
    public static async Task<IReadOnlyList<MeasureRow>> ReadAsync(Stream file, CancellationToken cancellationToken)
    {
        var options = new ParquetOptions { UseDateOnlyTypeForDates = true };
        await using ParquetReader reader = await ParquetReader.CreateAsync(file, options, cancellationToken: cancellationToken);
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        var columns = new MeasureTableColumns(reader.Schema, group, checked((int)group.RowCount));
        return await columns.RowsAsync(cancellationToken);
    }

    private static ReadOnlyMemory<T> Cells<T>(IReadOnlyList<MeasureRow> rows, MeasureColumn column)
    {
        var cells = new T[rows.Count];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = (T)column.Value(rows[i])!;
        return cells;
    }

    private static DataField Field(MeasureColumn column) => column.Kind switch
    {
        MeasureColumnKind.Date => new DataField<DateOnly>(column.Name, false),
        MeasureColumnKind.Number => new DataField<double>(column.Name, true),
        MeasureColumnKind.Whole => new DataField<int>(column.Name, true),
        _ => new DataField(column.Name, typeof(string), isNullable: false),
    };
}
