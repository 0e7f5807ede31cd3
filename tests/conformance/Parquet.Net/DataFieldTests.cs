using Parquet.Schema;

namespace Parquet.Conformance;

public sealed class DataFieldTests
{
    [Fact]
    public void A_column_is_nullable_as_its_type_is_unless_told()
    {
        Assert.True(new DataField<string>("a").IsNullable);
        Assert.True(new DataField<byte[]>("a").IsNullable);
        Assert.True(new DataField<int?>("a").IsNullable);
        Assert.False(new DataField<int>("a").IsNullable);
        Assert.True(new DataField<int>("a", nullable: true).IsNullable);
        Assert.False(new DataField("a", typeof(string), isNullable: false).IsNullable);
        Assert.Equal(typeof(int), new DataField<int?>("a").ClrType);
    }

    [Theory]
    [InlineData(typeof(DateTime))] // INT96 in the official library
    [InlineData(typeof(DateTimeOffset))]
    [InlineData(typeof(decimal))]
    [InlineData(typeof(int[]))]
    public void A_type_outside_the_subset_is_refused(Type type) =>
        Assert.Throws<NotSupportedException>(() => new DataField("a", type));

    [Fact]
    public void A_schema_finds_its_fields_and_has_at_least_one()
    {
        var schema = new ParquetSchema(new DataField<int>("id"), new DataField<string>("name"));
        Assert.Same(schema.Fields[1], schema.FindDataField("name"));
        Assert.Equal(["id", "name"], schema.DataFields.Select(f => f.Path.ToString()));
        Assert.Equal(schema, new ParquetSchema(new List<Field> { new DataField<int>("id"), new DataField<string>("name") }));
        Assert.NotEqual(schema, new ParquetSchema(new DataField<int>("id"), new DataField<string>("name", nullable: false)));
        Assert.Throws<ArgumentException>(() => new ParquetSchema());
    }
}
