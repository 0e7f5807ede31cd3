using IncDiv.Contracts.Rows;

namespace IncDiv.Ingestion.Tests;

/// <summary>A drop as it was read, with the accepted rows as text.</summary>
internal sealed record ReadDrop(DropReading Reading, IReadOnlyList<IReadOnlyDictionary<string, string?>> Rows, IReadOnlyList<string> QuarterOfBatch)
{
    public Issue Only(string code) => Assert.Single(Reading.Issues, i => i.Code == code);

    public long Count(string code) => Reading.Counts.FirstOrDefault(c => c.Code == code)?.Count ?? 0;

    public static Task<ReadDrop> Of(SampleDrop drop, IngestionLimits? limits = null) => Of(drop.Feed.Name, drop.ToBytes(), limits);

    public static async Task<ReadDrop> Of(string feed, byte[] bytes, IngestionLimits? limits = null, string file = "a/drop.csv", string? manifest = null)
    {
        using var stream = new MemoryStream(bytes);
        return await Of(feed, stream, limits, file, manifest);
    }

    public static async Task<ReadDrop> Of(
        string feed, Stream stream, IngestionLimits? limits = null, string file = "a/drop.csv", string? manifest = null)
    {
        var rows = new List<IReadOnlyDictionary<string, string?>>();
        var quarters = new List<string>();
        byte[]? sidecar = manifest is null ? null : Encoding.UTF8.GetBytes(manifest);
        DropReading reading = await new DropReader(ContractSet.Embedded.Feeds.Find(feed)!, file, limits, sidecar).ReadAsync(
            stream,
            (batch, _) =>
            {
                quarters.Add(batch.Quarter.ToString());
                for (int row = 0; row < batch.Count; row++)
                    rows.Add(batch.Names.Zip(batch.Columns).ToDictionary(c => c.First, c => TextOf(c.Second, row)));
                return ValueTask.CompletedTask;
            },
            CancellationToken.None);
        Assert.Equal(reading.RowsRead, reading.RowsAccepted + reading.RowsRejected);
        Assert.Equal(reading.Quarantined, reading.Counts.Any(c => c.Code[0] == 'E'));
        if (!reading.Quarantined)
        {
            Assert.Equal(reading.RowsAccepted, rows.Count);
            Assert.Equal(reading.RowsAccepted, reading.Quarters.Sum(q => q.Rows));
        }
        return new ReadDrop(reading, rows, quarters);
    }

    private static string? TextOf(ColumnValues values, int row) => values switch
    {
        CodeValues v => v.Dictionary[v.Indices[row]],
        NumberValues v => double.IsNaN(v.Values[row]) ? null : v.Values[row].ToString(CultureInfo.InvariantCulture),
        DateValues v => v.DayNumbers[row] == DateValues.Blank ? null
            : DateOnly.FromDayNumber(v.DayNumbers[row]).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        KeyValues v => Encoding.UTF8.GetString(v[row]),
        _ => throw new InvalidOperationException($"Raw rows hold no {values.GetType().Name}."),
    };
}
