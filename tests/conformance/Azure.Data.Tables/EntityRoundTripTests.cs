namespace Azure.Data.Tables.Conformance;

[Collection(AzuriteCollection.Name)]
public class EntityRoundTripTests(Azurite azurite)
{
    private static readonly DateTimeOffset Ticks = new DateTimeOffset(2026, 3, 31, 23, 59, 59, TimeSpan.Zero).AddTicks(1_234_567);

    public static TheoryData<string, object> Values => new()
    {
        { "empty text", "" },
        { "text", "Zoë \"O'Neill\"\r\n\t<&> 名前 🚓 \u0001" },
        { "longest text", new string('x', 32 * 1024) },
        { "true", true },
        { "false", false },
        { "zero", 0 },
        { "smallest int", int.MinValue },
        { "largest int", int.MaxValue },
        { "small long", 1L },
        { "smallest long", long.MinValue },
        { "largest long", long.MaxValue },
        { "whole double", 5.0 },
        { "whole double beyond int", 4_000_000_000.0 },
        { "zero double", 0.0 },
        { "double", 0.1 + 0.2 },
        { "largest double", double.MaxValue },
        { "smallest double", double.MinValue },
        { "nearest double to zero", double.Epsilon },
        { "no number", double.NaN },
        { "infinity", double.PositiveInfinity },
        { "minus infinity", double.NegativeInfinity },
        { "moment", Ticks },
        { "first moment", new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero) },
        { "last moment", DateTimeOffset.MaxValue },
        { "empty guid", Guid.Empty },
        { "guid", Guid.Parse("01234567-89ab-cdef-fedc-ba9876543210") },
        { "no bytes", Array.Empty<byte>() },
        { "bytes", new byte[] { 0, 1, 127, 128, 254, 255 } },
        { "most bytes", new byte[64 * 1024] },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_comes_back_with_its_type(string rowKey, object value)
    {
        TableClient table = await azurite.NewTableAsync();

        await table.AddEntityAsync(new TableEntity("p", rowKey) { ["Value"] = value });
        TableEntity read = await table.GetEntityAsync<TableEntity>("p", rowKey);

        Assert.Equal(value, read["Value"]);
        Assert.IsType(value.GetType(), read["Value"]);
    }

    [Fact]
    public async Task A_time_is_stored_as_UTC_whatever_its_offset()
    {
        TableClient table = await azurite.NewTableAsync();
        var summer = new DateTimeOffset(2026, 6, 30, 23, 30, 0, TimeSpan.FromHours(1));

        await table.AddEntityAsync(new TableEntity("p", "r") { ["Offset"] = summer, ["Utc"] = Ticks.UtcDateTime });
        TableEntity read = await table.GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal((summer, TimeSpan.Zero), (read.GetDateTimeOffset("Offset")!.Value, read.GetDateTimeOffset("Offset")!.Value.Offset));
        Assert.Equal((Ticks.UtcDateTime, DateTimeKind.Utc), (read.GetDateTime("Utc")!.Value, read.GetDateTime("Utc")!.Value.Kind));
    }

    [Theory]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Unspecified)]
    public async Task A_DateTime_that_is_not_UTC_is_refused(DateTimeKind kind)
    {
        TableClient table = await azurite.NewTableAsync();
        var entity = new TableEntity("p", "r") { ["Day"] = new DateTime(2026, 1, 1, 0, 0, 0, kind) };

        await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(entity));
    }

    public static TheoryData<string, object> Unstorable => new()
    {
        { "decimal", 1.5m }, { "float", 1.5f }, { "short", (short)1 }, { "DateOnly", new DateOnly(2026, 1, 1) }, { "TimeSpan", TimeSpan.Zero }, { "enum", Rank.Sergeant },
    };

    [Theory]
    [MemberData(nameof(Unstorable))]
    public async Task A_value_of_a_type_that_no_table_has_is_refused_not_bent(string type, object value)
    {
        TableClient table = await azurite.NewTableAsync();

        await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new TableEntity("p", type) { ["Value"] = value }));
    }

    [Fact]
    public async Task Every_property_of_an_entity_class_comes_back()
    {
        TableClient table = await azurite.NewTableAsync();
        var written = new Employee
        {
            Text = "O'Neill",
            Flag = true,
            MaybeFlag = false,
            Number = 7,
            MaybeNumber = int.MinValue,
            Big = 7,
            MaybeBig = long.MaxValue,
            Share = 3,
            MaybeShare = 0.25,
            Day = Ticks.UtcDateTime,
            MaybeDay = Ticks.UtcDateTime,
            Moment = Ticks,
            MaybeMoment = Ticks,
            Id = Guid.Parse("01234567-89ab-cdef-fedc-ba9876543210"),
            MaybeId = Guid.Empty,
            Bytes = [1, 2, 3],
            Data = BinaryData.FromString("data"),
            Rank = Rank.Sergeant,
            MaybeRank = Rank.Constable,
            Renamed = "renamed",
            Ignored = "ignored",
        };

        await table.AddEntityAsync(written);
        Employee read = await table.GetEntityAsync<Employee>("p", "r");
        TableEntity stored = await table.GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal(("O'Neill", true, false, 7, int.MinValue), (read.Text, read.Flag, read.MaybeFlag, read.Number, read.MaybeNumber));
        Assert.Equal((7L, long.MaxValue, 3.0, 0.25), (read.Big, read.MaybeBig, read.Share, read.MaybeShare));
        Assert.Equal((Ticks.UtcDateTime, Ticks.UtcDateTime, Ticks, Ticks), (read.Day, read.MaybeDay, read.Moment, read.MaybeMoment));
        Assert.Equal((written.Id, Guid.Empty, "data"), (read.Id, read.MaybeId, read.Data!.ToString()));
        Assert.Equal([1, 2, 3], read.Bytes);
        Assert.Equal((Rank.Sergeant, Rank.Constable, "renamed", null), (read.Rank, read.MaybeRank, read.Renamed, read.Ignored));
        Assert.Equal((stored.ETag, stored.Timestamp), (read.ETag, read.Timestamp));
        Assert.Equal(("Sergeant", "renamed", "O'Neill/7"), (stored.GetString("Rank"), stored.GetString("stored_name"), stored.GetString("Derived")));
        Assert.DoesNotContain("Renamed", stored.Keys);
        Assert.DoesNotContain("Ignored", stored.Keys);
        Assert.DoesNotContain("ETag", stored.Keys);
    }

    [Fact]
    public async Task Properties_without_a_value_are_not_stored_and_leave_a_merge_alone()
    {
        TableClient table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new Employee { Text = "kept", MaybeNumber = 7 });

        await table.UpsertEntityAsync(new Employee { MaybeNumber = null, Big = 1 }, TableUpdateMode.Merge);
        Employee read = await table.GetEntityAsync<Employee>("p", "r");

        Assert.Equal(("kept", 7, 1L), (read.Text, read.MaybeNumber, read.Big));
        Assert.Null(read.MaybeRank);
        Assert.Null(read.Bytes);
    }

    [Fact]
    public async Task An_enum_name_that_the_class_does_not_know_leaves_the_property_as_it_is()
    {
        TableClient table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Rank"] = "Chief", ["MaybeRank"] = "Chief", ["Text"] = "read" });

        Employee read = await table.GetEntityAsync<Employee>("p", "r");

        Assert.Equal((Rank.Constable, null, "read"), (read.Rank, read.MaybeRank, read.Text));
    }

    [Fact]
    public async Task A_stored_value_that_does_not_fit_the_property_is_an_error_without_the_value()
    {
        TableClient table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Number"] = "Jane Roe" });

        var misfit = await Assert.ThrowsAsync<InvalidCastException>(() => table.GetEntityAsync<Employee>("p", "r"));

        Assert.Contains("Number", misfit.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Jane", misfit.Message, StringComparison.Ordinal);
    }
}
