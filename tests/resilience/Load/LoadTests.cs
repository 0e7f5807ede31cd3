using Azure.Data.Tables;
using IncDiv.Storage.Leases;
using Parquet;
using Xunit.Abstractions;

namespace IncDiv.Resilience.Tests.Load;

/// <summary>Drops at once through two functions processes on one emulator: 100, or <c>INCDIV_LOAD</c>. With <c>INCDIV_BACKFILL=1000</c> also ten quarters of
/// four feeds with so many rows each.</summary>
public sealed class LoadTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Quarters = 10;
    private static readonly string[] FeedNames = ["pas", "victim-satisfaction", "staff-survey", "workforce"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(60);

    private readonly ConcurrentQueue<string> _log = new();
    private readonly List<FunctionsProcess> _apps = [];
    private Emulator _emulator = null!;
    private PipelineStorage _storage = null!;

    public async Task InitializeAsync()
    {
        _emulator = await Emulator.StartAsync();
        string account = _emulator.Account(0);
        _storage = new PipelineStorage(new StorageOptions { ConnectionString = account }, TimeProvider.System);
        var settings = new Dictionary<string, string> { ["PseudonymKey"] = Node.Key, ["PseudonymKeyId"] = "test", ["AsOf"] = "2017-05-02" };
        for (int i = 0; i < 2; i++)
            _apps.Add(await FunctionsProcess.StartAsync(AppContext.BaseDirectory, account, settings, _log.Enqueue, CancellationToken.None));
        // One watcher for the account, because all processes share the queue that it fills.
        await _apps[0].WatchAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        foreach (FunctionsProcess app in _apps)
            await app.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Many_drops_through_two_processes_are_neither_lost_nor_duplicated()
    {
        IReadOnlyList<(string File, byte[] Content)> drops = await FloodAsync(Setting.Number("INCDIV_LOAD", usual: 100));
        IReadOnlyList<DropRecord> ledger = await RunAsync(drops);
        Assert.Equal(drops.Count(d => d.File.Contains("bad", StringComparison.Ordinal)), ledger.Count(d => d.Outcome == DropOutcome.Quarantined));
        Assert.Equal(drops.Count(d => d.File.Contains("twin", StringComparison.Ordinal)), ledger.Count(d => d.Outcome == DropOutcome.Duplicate));
    }

    [LoadFact("INCDIV_BACKFILL")]
    public async Task Ten_quarters_of_every_feed_that_land_at_once_are_ingested_and_computed()
    {
        int rows = Setting.Number("INCDIV_BACKFILL", usual: 0);
        Quarter[] quarters = [.. Enumerable.Range(1 - Quarters, Quarters).Select(Feeds.Quarter.AddQuarters)];
        var drops = new List<(string, byte[])>();
        foreach (Quarter quarter in quarters)
            foreach (string feed in FeedNames)
                drops.Add(($"{feed}/{quarter}.csv", await SampleAsync(feed, quarter, rows, (ulong)drops.Count + 1)));
        IReadOnlyList<DropRecord> ledger = await RunAsync(drops);
        Assert.All(ledger, d => Assert.Equal(DropOutcome.Accepted, d.Outcome));
        var measures = new MeasureStore(_storage);
        foreach (Quarter quarter in quarters)
            Assert.NotNull(await measures.FindAsync(quarter, 1, CancellationToken.None));
        foreach (WithheldFigures withheld in await new DisclosureStore(_storage).ListWithheldAsync(CancellationToken.None))
            output.WriteLine(withheld.ToString());
    }

    // Lands the drops, waits until all are processed, prints the timings and checks that none is lost or duplicated.
    private async Task<IReadOnlyList<DropRecord>> RunAsync(IReadOnlyList<(string File, byte[] Content)> drops)
    {
        long start = Stopwatch.GetTimestamp();
        var landed = new ConcurrentBag<(string File, string ETag)>();
        await Parallel.ForEachAsync(drops, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (drop, token) =>
        {
            BlobContentInfo info = await _storage.Container(ContainerNames.Drops).GetBlobClient(drop.File).UploadAsync(
                new BinaryData(drop.Content), cancellationToken: token);
            landed.Add((drop.File, info.ETag.ToString("H")));
        });
        TimeSpan uploaded = Stopwatch.GetElapsedTime(start);
        await UntilAsync(start, async () => (await LedgerAsync()).Count(d => d.Finished) >= drops.Count);
        TimeSpan dealtWith = Stopwatch.GetElapsedTime(start);
        await UntilAsync(start, async () => (await new QuarterMarkers(_storage).WaitingAsync(CancellationToken.None)).Count == 0);
        TimeSpan computed = Stopwatch.GetElapsedTime(start);

        IReadOnlyList<DropRecord> ledger = await LedgerAsync();
        double oldest = await OldestAsync();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{drops.Count} drops landed in {uploaded.TotalSeconds:N1} s, dealt with after {dealtWith.TotalSeconds:N1} s: "
                + $"{drops.Count / dealtWith.TotalSeconds:N1} a second; the oldest waited {oldest:N1} s; "
                + $"all figures computed after {computed.TotalSeconds:N1} s; peak memory {string.Join(" and ", _apps.Select(PeakMegabytes))} MB"));
        output.WriteLine(string.Join(", ", ledger.GroupBy(d => d.Outcome).Select(g => $"{g.Key} {g.Count()}")));
        Assert.Equal(landed.Order(), ledger.Select(d => (d.File, d.ETag)).Order());
        Assert.DoesNotContain(ledger, d => d.Outcome == DropOutcome.Failed || d.RowsRead != d.RowsAccepted + d.RowsRejected);
        long accepted = ledger.Where(d => d.Outcome is DropOutcome.Accepted or DropOutcome.Superseded).Sum(d => d.RowsAccepted);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{accepted} rows were accepted."));
        Assert.Equal(accepted, await CuratedRowsAsync());
        return ledger;
    }

    private async Task<long> CuratedRowsAsync()
    {
        long rows = 0;
        await foreach (BlobItem blob in _storage.Container(ContainerNames.Curated).GetBlobsAsync())
        {
            BinaryData file = (await _storage.Container(ContainerNames.Curated).GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content;
            await using ParquetReader reader = await ParquetReader.CreateAsync(file.ToStream());
            for (int g = 0; g < reader.RowGroupCount; g++)
            {
                using ParquetRowGroupReader group = reader.OpenRowGroupReader(g);
                rows += group.RowCount;
            }
        }
        return rows;
    }

    private async Task UntilAsync(long start, Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"Not done after {Patience}: {string.Join('\n', _log.TakeLast(20))}");
            await Task.Delay(500);
        }
    }

    private Task<IReadOnlyList<DropRecord>> LedgerAsync() => new DropLedger(_storage).ListAsync(null, CancellationToken.None);

    // Seconds from landing to the last change in the ledger. Storage reports the time of landing in whole seconds.
    private async Task<double> OldestAsync()
    {
        double oldest = 0;
        await foreach (TableEntity row in _storage.Table(TableNames.Drops).QueryAsync<TableEntity>())
            oldest = Math.Max(oldest, (row.Timestamp!.Value - row.GetDateTimeOffset(nameof(DropRecord.Landed))!.Value).TotalSeconds);
        return oldest;
    }


    // A fifth is bad, a tenth repeats an earlier drop, the rest are drops of all feeds.
    private static async Task<IReadOnlyList<(string, byte[])>> FloodAsync(int count)
    {
        var drops = new List<(string, byte[])>();
        byte[] last = [];
        string lastFeed = "";
        for (int i = 0; i < count; i++)
        {
            string feed = FeedNames[i % FeedNames.Length];
            if (i % 5 == 4)
                drops.Add(($"{feed}/bad-{i:0000}.csv", Encoding.UTF8.GetBytes($"<html>please sign in {i}</html>\n")));
            else if (i % 10 == 3)
                drops.Add(($"{lastFeed}/twin-{i:0000}.csv", last));
            else
            {
                (lastFeed, last) = (feed, await SampleAsync(feed, Feeds.Quarter, 50, (ulong)i + 1));
                drops.Add(($"{feed}/good-{i:0000}.csv", last));
            }
        }
        return drops;
    }

    private static async Task<byte[]> SampleAsync(string feed, Quarter quarter, int rows, ulong seed)
    {
        using var file = new MemoryStream();
        await SampleDrop.WriteAsync(ContractSet.Embedded.Feeds.Find(feed)!, quarter, rows, seed, new SampleOptions(0), file, CancellationToken.None);
        return file.ToArray();
    }

    private static string PeakMegabytes(FunctionsProcess process)
    {
        string line = File.ReadLines($"/proc/{process.ProcessId}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        string kilobytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^2].Trim();
        return (int.Parse(kilobytes, NumberStyles.None, CultureInfo.InvariantCulture) / 1024).ToString(CultureInfo.InvariantCulture);
    }
}
