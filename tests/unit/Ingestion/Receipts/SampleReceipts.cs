using IncDiv.Ingestion.Receipts;

namespace IncDiv.Ingestion.Tests.Receipts;

/// <summary>Receipts of every kind, created by reading drops.</summary>
internal static class SampleReceipts
{
    private static readonly DateTimeOffset Received = new(2017, 4, 3, 9, 30, 0, TimeSpan.Zero);

    public static async Task<DropProfile> ProfileOf(SampleDrop sample, long? invited = null)
    {
        (DropProfiler profiler, DropReading reading) = await ReadAsync(sample);
        return profiler.Build(reading with { Manifest = new DropManifest(null, null, invited, false) });
    }

    public static async Task<Receipt> Of(SampleDrop sample, Receipt? last = null, string? file = null)
    {
        (DropProfiler profiler, DropReading reading) = await ReadAsync(sample);
        return Builder(sample, file).ForReading(reading, reading.Quarantined ? null : profiler.Build(reading), last);
    }

    public static ReceiptBuilder Builder(SampleDrop sample, string? file = null) =>
        new(sample.Feed, DropId.Compute(sample.ToBytes()), file ?? $"{sample.Feed.Name}/drop.csv", sample.ToBytes().Length, Received);

    /// <summary>One receipt per outcome, by file name.</summary>
    public static async Task<IReadOnlyDictionary<string, Receipt>> OfEveryKind()
    {
        Receipt last = await Of(new SampleDrop("workforce").Rows(60));
        SampleDrop warned = new SampleDrop("workforce").With("\"Desk, with <b>markup</b> & an extra long name of a column nobody asked for\"").Rows(22);
        for (int i = 0; i < 14; i++)
            warned.Row(("ethnicity", "NS"), ("religion", ""));
        warned.Row(("ethnicity", "W4")).Row(("fte", "2"));
        SampleDrop refused = new SampleDrop("pas").Rows(10).Line("short,row").Row(("q60", "9"))
            .Row(("borough", "E09000001")).Row(("interview_date", "02/31/2017"));
        for (int i = 0; i < 30; i++)
            refused.Row(("ethnicity", "Q7"));
        return new Dictionary<string, Receipt>
        {
            ["accepted"] = await Of(new SampleDrop("pas").Rows(30)),
            ["warned"] = await Of(warned, last, "workforce/2016-17/Q4 final, corrected <b>v2</b> & checked.csv"),
            ["quarantined"] = await Of(refused),
            ["columns-missing"] = await Of(new SampleDrop("staff-survey").Without("s01", "s02", "sex").With("Date of Birth").Rows(3)),
            ["duplicate"] = Builder(new SampleDrop("pas")).ForDuplicate("00112233aabbccdd"),
            ["failed"] = Builder(new SampleDrop("pas")).ForFailure(),
            ["unknown-feed"] = new ReceiptBuilder(null, "00112233aabbccdd", "pass/a.csv", 3, Received).ForReading(
                DropReading.UnknownFeed(["pas", "workforce"])),
            ["superseded"] = await Of(new SampleDrop("workforce").Rows(12)) with { Outcome = DropOutcome.Superseded },
        };
    }

    private static async Task<(DropProfiler, DropReading)> ReadAsync(SampleDrop sample)
    {
        var profiler = new DropProfiler(sample.Feed);
        using var stream = new MemoryStream(sample.ToBytes());
        DropReading reading = await new DropReader(sample.Feed, "a/drop.csv").ReadAsync(
            stream,
            (batch, _) =>
            {
                profiler.Add(batch);
                return ValueTask.CompletedTask;
            },
            CancellationToken.None);
        return (profiler, reading);
    }
}
