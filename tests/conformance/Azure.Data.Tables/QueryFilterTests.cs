namespace Azure.Data.Tables.Conformance;

public class QueryFilterTests
{
    public static TheoryData<object?, string> Literals => new()
    {
        { "O'Neill", "'O''Neill'" },
        { "", "''" },
        { null, "null" },
        { true, "true" },
        { -7, "-7" },
        { long.MaxValue, "9223372036854775807L" },
        { 0.25, "0.25" },
        { Guid.Parse("01234567-89ab-cdef-fedc-ba9876543210"), "guid'01234567-89ab-cdef-fedc-ba9876543210'" },
        { new DateTimeOffset(2026, 6, 30, 23, 30, 0, TimeSpan.FromHours(1)), "datetime'2026-06-30T22:30:00Z'" },
        { new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(1), "datetime'2026-01-01T00:00:00.0000001Z'" },
    };

    [Theory]
    [MemberData(nameof(Literals))]
    public void A_value_becomes_an_OData_literal(object? value, string literal)
    {
        Assert.Equal($"Value eq {literal}", TableClient.CreateQueryFilter($"Value eq {value}"));
        Assert.Equal($"Value eq {literal}", TableServiceClient.CreateQueryFilter($"Value eq {value}"));
    }

    [Fact]
    public void A_value_that_has_no_literal_is_refused() =>
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"Value eq {new Uri("https://example.org")}"));

    [Fact]
    public void No_filter_stays_no_filter() => Assert.Null(TableClient.CreateQueryFilter(null));
}
