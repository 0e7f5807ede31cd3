using System.Text.RegularExpressions;

namespace IncDiv.Packs.Tests;

public sealed partial class MeasuresMetadataTests
{
    [Fact]
    public void The_metadata_describe_every_column_of_the_CSV_in_its_order()
    {
        using JsonDocument json = JsonDocument.Parse(MeasuresMetadata.Write(SamplePack.Input()));
        JsonElement[] columns = [.. json.RootElement.GetProperty("tableSchema").GetProperty("columns").EnumerateArray()];
        string header = System.Text.Encoding.UTF8.GetString(MeasuresCsv.Write([])).TrimEnd('\n');
        Assert.Equal(header.Split(','), columns.Select(c => c.GetProperty("name").GetString()));
        Assert.All(columns, c => Assert.NotEmpty(c.GetProperty("dc:description").GetString()!));
        Assert.Equal(MeasureColumns.All.Select(DataType), columns.Select(c => c.GetProperty("datatype").GetRawText()).Select(t => Whitespace().Replace(t, "")));
        Assert.Equal("measures.csv", json.RootElement.GetProperty("url").GetString());
        Assert.Equal("2026-10-30", json.RootElement.GetProperty("dc:issued").GetProperty("@value").GetString());
    }

    [Fact]
    public void Required_columns_are_never_empty_in_the_sample_and_the_primary_key_is_unique()
    {
        using JsonDocument json = JsonDocument.Parse(MeasuresMetadata.Write(SamplePack.Input()));
        JsonElement schema = json.RootElement.GetProperty("tableSchema");
        Dictionary<string, MeasureColumn> columns = MeasureColumns.All.ToDictionary(c => c.Name, StringComparer.Ordinal);
        string[] required = [.. schema.GetProperty("columns").EnumerateArray()
            .Where(c => c.GetProperty("required").GetBoolean()).Select(c => c.GetProperty("name").GetString()!)];
        Assert.All(SampleRows.All(), row => Assert.All(required, name => Assert.False(columns[name].Value(row) is null or "", name)));
        string[] key = [.. schema.GetProperty("primaryKey").EnumerateArray().Select(c => c.GetString()!)];
        Assert.Equal(
            SampleRows.All().Count,
            SampleRows.All().Select(r => string.Join('|', key.Select(k => columns[k].Value(r)))).Distinct(StringComparer.Ordinal).Count());
    }

    private static string DataType(MeasureColumn column) => column.Kind switch
    {
        MeasureColumnKind.Text => "\"string\"",
        MeasureColumnKind.Date => """{"base":"date","format":"yyyy-MM-dd"}""",
        MeasureColumnKind.Number => "\"double\"",
        MeasureColumnKind.Whole => "\"integer\"",
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Kind, "Add the datatype of this kind of column here."),
    };

    [GeneratedRegex("\\s")]
    private static partial Regex Whitespace();
}
