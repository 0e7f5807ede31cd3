using System.Collections;

namespace Azure.Data.Tables.Conformance;

public class TableEntityTests
{
    [Fact]
    public void It_is_a_dictionary_with_keys_in_it()
    {
        var entity = new TableEntity("p", "r") { { "A", 1 }, { "A", 2 } };
        IDictionary<string, object> dictionary = entity;

        Assert.Equal((3, 2, "p", "r"), (entity.Count, entity["A"], entity["PartitionKey"], entity["RowKey"]));
        Assert.True(entity.TryGetValue("A", out object? value) && value is 2);
        Assert.Null(entity["missing"]);
        Assert.True(entity.ContainsKey("A") && entity.Remove("A") && !entity.Remove("A"));
        Assert.Equal(["p", "r"], dictionary.Values);
        Assert.Equal(2, ((IEnumerable)entity).Cast<KeyValuePair<string, object>>().Count());
        Assert.Equal("p", new TableEntity(dictionary).PartitionKey);
        entity.Clear();
        Assert.Empty(entity.Keys);
        Assert.Null(entity.PartitionKey);
        Assert.Throws<ArgumentNullException>(() => entity[null] = 1);
    }

    [Fact]
    public void It_is_a_collection_of_pairs()
    {
        ICollection<KeyValuePair<string, object>> pairs = new TableEntity();
        pairs.Add(new("A", 1));
        var copy = new KeyValuePair<string, object>[2];
        pairs.CopyTo(copy, 1);

        Assert.False(pairs.IsReadOnly);
        Assert.Equal(new("A", 1), copy[1]);
        Assert.True(pairs.Contains(new("A", 1)) && !pairs.Remove(new("A", 2)) && pairs.Remove(new("A", 1)));
    }

    [Fact]
    public void A_getter_gives_the_value_null_or_an_error()
    {
        var entity = new TableEntity { ["Text"] = "x", ["Number"] = 1, ["Guid"] = Guid.Empty, ["Flag"] = true };
        entity["Bytes"] = new byte[] { 7 };
        entity["Data"] = BinaryData.FromString("d");

        Assert.Equal(("x", 1, true, Guid.Empty), (entity.GetString("Text"), entity.GetInt32("Number"), entity.GetBoolean("Flag"), entity.GetGuid("Guid")));
        Assert.Equal([7], entity.GetBinary("Bytes"));
        Assert.Equal([7], entity.GetBinaryData("Bytes").ToArray());
        Assert.Equal("d", entity.GetBinaryData("Data").ToString());
        Assert.Null(entity.GetString("missing"));
        Assert.Null(entity.GetDouble("missing"));
        Assert.Throws<InvalidOperationException>(() => entity.GetInt64("Number"));
        Assert.Throws<InvalidOperationException>(() => entity.GetString("Number"));
    }

    [Fact]
    public void Times_are_read_as_either_time_type()
    {
        var noon = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        var entity = new TableEntity { ["Offset"] = noon, ["Time"] = noon.UtcDateTime, Timestamp = noon, ETag = new ETag("W/\"1\"") };

        Assert.Equal((noon.UtcDateTime, DateTimeKind.Utc), (entity.GetDateTime("Offset")!.Value, entity.GetDateTime("Offset")!.Value.Kind));
        Assert.Equal((noon, noon.UtcDateTime), (entity.GetDateTimeOffset("Time"), entity.GetDateTime("Time")));
        Assert.Equal((noon, new ETag("W/\"1\"")), (entity.Timestamp, entity.ETag));
    }

    [Fact]
    public void An_int_put_over_a_long_or_a_double_takes_its_type()
    {
        var entity = new TableEntity { ["Long"] = 1L, ["Double"] = 1.5, ["Text"] = "x" };
        entity["Long"] = 2;
        entity["Double"] = 2;
        entity["Text"] = 2;

        Assert.Equal((2L, 2.0, 2), (entity.GetInt64("Long"), entity.GetDouble("Double"), entity.GetInt32("Text")));
    }
}
