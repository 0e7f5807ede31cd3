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
        return await new Columns(reader.Schema.DataFields, group, checked((int)group.RowCount), cancellationToken).RowsAsync();
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

    /// <summary>The columns of a file, which are turned into rows.</summary>
    private sealed class Columns(DataField[] fields, ParquetRowGroupReader group, int count, CancellationToken cancellationToken)
    {
        public async Task<IReadOnlyList<MeasureRow>> RowsAsync()
        {
            string[] quarter = await TextAsync("quarter"), version = await TextAsync("catalogue_version"), feed = await TextAsync("feed");
            string[] id = await TextAsync("measure_id"), name = await TextAsync("measure_name"), breakdown = await TextAsync("breakdown");
            string[] groups = await TextAsync("group"), comparator = await TextAsync("comparator");
            string[] source = await TextAsync("benchmark_source"), note = await TextAsync("note");
            MeasureWindow[] window = await ValueAsync<MeasureWindow>("window");
            Statistic[] statistic = await ValueAsync<Statistic>("statistic");
            Unit[] unit = await ValueAsync<Unit>("unit");
            Significance[] significance = await ValueAsync<Significance>("significance");
            Symbols[] symbol = await ValueAsync<Symbols>("symbol");
            Polarity[] polarity = await ValueAsync<Polarity>("polarity");
            TargetStatus[] status = await ValueAsync<TargetStatus>("status");
            Variation[] variation = await ValueAsync<Variation>("variation");
            Assurance[] assurance = await ValueAsync<Assurance>("assurance");
            DateOnly[] start = await DateAsync("period_start"), end = await DateAsync("period_end");
            double?[] value = await CellsAsync<double>("value"), lower = await CellsAsync<double>("lower"), upper = await CellsAsync<double>("upper");
            double?[] effective = await CellsAsync<double>("n_effective"), benchmark = await CellsAsync<double>("benchmark");
            double?[] p = await CellsAsync<double>("p_value"), adjusted = await CellsAsync<double>("p_adjusted"), target = await CellsAsync<double>("target");
            int?[] n = await CellsAsync<int>("n"), edition = await CellsAsync<int>("edition");
            var rows = new MeasureRow[count];
            for (int i = 0; i < count; i++)
            {
                rows[i] = new MeasureRow
                {
                    Quarter = quarter[i],
                    PeriodStart = start[i],
                    PeriodEnd = end[i],
                    Window = window[i],
                    MeasureId = id[i],
                    MeasureName = name[i],
                    Feed = feed[i],
                    Breakdown = breakdown[i],
                    Group = groups[i],
                    Comparator = comparator[i],
                    Statistic = statistic[i],
                    Unit = unit[i],
                    Value = value[i],
                    Lower = lower[i],
                    Upper = upper[i],
                    N = n[i],
                    NEffective = effective[i],
                    PValue = p[i],
                    PAdjusted = adjusted[i],
                    Significance = significance[i],
                    Symbol = symbol[i],
                    Polarity = polarity[i],
                    Benchmark = benchmark[i],
                    BenchmarkSource = source[i],
                    Target = target[i],
                    Status = status[i],
                    Variation = variation[i],
                    Assurance = assurance[i],
                    Edition = edition[i]!.Value,
                    CatalogueVersion = version[i],
                    Note = note[i],
                };
            }
            return rows;
        }

        // A file of an earlier release lacks the columns added since.
        private DataField? Field(string name) => Array.Find(fields, f => f.Name == name);

        private async Task<string[]> TextAsync(string name)
        {
            var cells = new string?[count];
            if (Field(name) is { } field)
                await group.ReadAsync(field, cells.AsMemory(), cancellationToken: cancellationToken);
            return [.. cells.Select(c => c ?? "")];
        }

        private async Task<T[]> ValueAsync<T>(string name) where T : struct, Enum => [.. (await TextAsync(name)).Select(EnumText.Parse<T>)];

        private async Task<DateOnly[]> DateAsync(string name)
        {
            var cells = new DateOnly[count];
            await group.ReadAsync<DateOnly>(Field(name)!, cells.AsMemory(), cancellationToken: cancellationToken);
            return cells;
        }

        private async Task<T?[]> CellsAsync<T>(string name)
            where T : struct
        {
            var cells = new T?[count];
            if (Field(name) is { } field)
                await group.ReadAsync<T>(field, cells.AsMemory(), cancellationToken: cancellationToken);
            return cells;
        }
    }
}
