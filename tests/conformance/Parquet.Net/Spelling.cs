using System.Globalization;
using Parquet.Schema;

namespace Parquet.Conformance;

/// <summary>Values as values.mjs spells them, so that readers in two languages can be compared.</summary>
internal static class Spelling
{
    public static string TypeOf(Type type) => type switch
    {
        _ when type == typeof(bool) => "bool",
        _ when type == typeof(int) => "int32",
        _ when type == typeof(long) => "int64",
        _ when type == typeof(float) => "float",
        _ when type == typeof(double) => "double",
        _ when type == typeof(string) => "string",
        _ when type == typeof(byte[]) => "bytes",
        _ when type == typeof(Guid) => "uuid",
        _ when type == typeof(DateOnly) => "date",
        _ => "timestamp",
    };

    public static string? Of(object? value) => value switch
    {
        null => null,
        bool v => v ? "true" : "false",
        float v => float.IsNaN(v) ? "NaN" : BitConverter.SingleToUInt32Bits(v).ToString("x8", CultureInfo.InvariantCulture),
        double v => double.IsNaN(v) ? "NaN" : BitConverter.DoubleToUInt64Bits(v).ToString("x16", CultureInfo.InvariantCulture),
        byte[] v => Convert.ToHexStringLower(v),
        Guid v => v.ToString("N", CultureInfo.InvariantCulture),
        DateOnly v => (v.DayNumber - 719_162).ToString(CultureInfo.InvariantCulture),
        DateTime v => ((v.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>Every column of a file as this library reads it.</summary>
    public static async Task<Dictionary<string, SeenColumn>> ReadAsync(Stream stream)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream, new ParquetOptions { UseDateOnlyTypeForDates = true });
        var seen = new Dictionary<string, SeenColumn>();
        foreach (DataField field in reader.Schema.GetDataFields())
        {
            var values = new List<string?>();
            for (int i = 0; i < reader.RowGroupCount; i++)
            {
                using ParquetRowGroupReader group = reader.OpenRowGroupReader(i);
                values.AddRange(await ReadAsync(group, field));
            }
            seen[field.Name] = new SeenColumn(TypeOf(field.ClrType), [.. values]);
        }
        return seen;
    }

    private static Task<IEnumerable<string?>> ReadAsync(ParquetRowGroupReader group, DataField field) => TypeOf(field.ClrType) switch
    {
        "bool" => ReadStructsAsync<bool>(group, field),
        "int32" => ReadStructsAsync<int>(group, field),
        "int64" => ReadStructsAsync<long>(group, field),
        "float" => ReadStructsAsync<float>(group, field),
        "double" => ReadStructsAsync<double>(group, field),
        "uuid" => ReadStructsAsync<Guid>(group, field),
        "date" => ReadStructsAsync<DateOnly>(group, field),
        "timestamp" => ReadStructsAsync<DateTime>(group, field),
        "string" => ReadStringsAsync(group, field),
        _ => ReadBytesAsync(group, field),
    };

    // A required column is read both ways, which must agree.
    private static async Task<IEnumerable<string?>> ReadStructsAsync<T>(ParquetRowGroupReader group, DataField field) where T : struct
    {
        var values = new T?[group.RowCount];
        await group.ReadAsync<T>(field, values);
        if (!field.IsNullable)
        {
            var required = new T[group.RowCount];
            await group.ReadAsync<T>(field, required);
            Assert.Equal(values, required.Select(v => (T?)v));
        }
        return values.Select(v => Of(v));
    }

    private static async Task<IEnumerable<string?>> ReadStringsAsync(ParquetRowGroupReader group, DataField field)
    {
        var values = new string?[group.RowCount];
        await group.ReadAsync(field, values);
        return values;
    }

    private static async Task<IEnumerable<string?>> ReadBytesAsync(ParquetRowGroupReader group, DataField field)
    {
        var values = new byte[]?[group.RowCount];
        await group.ReadAsync(field, values);
        return values.Select(Of);
    }
}
