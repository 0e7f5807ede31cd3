using Parquet.Schema;

namespace Parquet.Conformance;

/// <summary>A table of every column type, each required, nullable without nulls, with some, and with nothing else.</summary>
internal static class EveryType
{
    public const int RowCount = 1_500;

    private static readonly string[] Names = ["", "a", "Zoë", "ÿ", "\uFFFD", "日本語", "😀", "line\nbreak", new string('x', 300)];

    public static List<Column> Columns(bool withUuid = true)
    {
        var columns = new List<Column>();
        AddStructs("bool", i => i.Next(2) == 1);
        AddStructs("int32", i => i.Next(10) switch { 0 => int.MinValue, 1 => int.MaxValue, var n => n - 5 });
        AddStructs("int64", i => i.Next(10) switch { 0 => long.MinValue, 1 => long.MaxValue, _ => i.NextInt64(-1000, 1000) });
        AddStructs("float", i => i.Next(12) switch { 0 => float.NaN, 1 => -0f, 2 => float.PositiveInfinity, 3 => float.Epsilon, _ => i.NextSingle() });
        AddStructs("double", i => i.Next(12) switch { 0 => double.NaN, 1 => -0d, 2 => double.NegativeInfinity, 3 => double.MaxValue, _ => i.NextDouble() - 0.5 });
        AddStructs("date", i => i.Next(12) switch { 0 => DateOnly.MinValue, 1 => DateOnly.MaxValue, _ => new DateOnly(1969, 1, 1).AddDays(i.Next(800)) });
        if (withUuid)
            AddStructs("uuid", i => { byte[] bytes = new byte[16]; i.NextBytes(bytes); return new Guid(bytes); });
        Add("timestamp", (name, isNullable) => new DateTimeDataField(name, DateTimeFormat.Timestamp, isNullable: isNullable), i => i.Next(12) switch
        {
            0 => DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc),
            1 => new DateTime(9999, 12, 31, 23, 59, 59, 999, DateTimeKind.Utc),
            _ => new DateTime(1969, 6, 1, 0, 0, 0, DateTimeKind.Utc).AddMilliseconds(i.NextInt64(100_000_000_000)),
        });
        AddReferences("plain", i => i.Next(10) == 0 ? Names[i.Next(Names.Length)] : $"person {i.Next(100_000)}", Column.Of);
        AddReferences("one", _ => "same", Column.Of);
        AddReferences("few", i => Names[i.Next(Names.Length)], Column.Of);
        AddReferences("many", i => $"label {i.Next(700)}", Column.Of);
        string run = "";
        AddReferences("runs", i => run = i.Next(40) == 0 ? Names[i.Next(Names.Length)] : run, Column.Of);
        AddReferences("bytes", i => { byte[] bytes = new byte[i.Next(5)]; i.NextBytes(bytes); return bytes; }, Column.Of);
        return columns;

        void AddStructs<T>(string name, Func<Random, T> value) where T : struct => Add(name, (n, isNullable) => new DataField<T>(n, isNullable), value);

        void Add<T>(string name, Func<string, bool, DataField> field, Func<Random, T> value) where T : struct
        {
            foreach ((string suffix, bool isNullable, double nulls) in Variants)
                columns.Add(Column.Of(field($"{name} {suffix}", isNullable), Draw(name + suffix, i => i.NextDouble() < nulls ? (T?)null : value(i))));
        }

        void AddReferences<T>(string name, Func<Random, T> value, Func<DataField, T?[], Column> column) where T : class
        {
            foreach ((string suffix, bool isNullable, double nulls) in Variants)
                columns.Add(column(new DataField($"{name} {suffix}", typeof(T), isNullable), Draw(name + suffix, i => i.NextDouble() < nulls ? null : value(i))));
        }
    }

    /// <summary>Dictionary hints for the columns that are meant to have one.</summary>
    public static ParquetOptions Options(CompressionMethod method, bool withDictionaries)
    {
        var options = new ParquetOptions { CompressionMethod = method };
        foreach (Column column in Columns().Where(c => withDictionaries && c.Field.ClrType == typeof(string)))
            options.ColumnEncodingHints[column.Field.Path.ToString()] = EncodingHint.Dictionary;
        return options;
    }

    private static (string Suffix, bool IsNullable, double Nulls)[] Variants =>
        [("required", false, 0), ("whole", true, 0), ("some", true, 0.3), ("rare", true, 0.004), ("null", true, 1.1)];

    private static T[] Draw<T>(string seed, Func<Random, T> value)
    {
        var random = new Random(seed.Aggregate(17, (hash, c) => (hash * 31) + c));
        return [.. Enumerable.Range(0, RowCount).Select(_ => value(random))];
    }
}
