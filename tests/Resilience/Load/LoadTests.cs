using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Azure.Storage.Blobs.Models;
using IncDiv.Contracts.Receipts;
using IncDiv.Local;
using IncDiv.Resilience.Tests.Schedules;
using IncDiv.Samples;
using IncDiv.Storage;
using IncDiv.Storage.Ledger;
using Xunit.Abstractions;

namespace IncDiv.Resilience.Tests.Load;

/// <summary><c>INCDIV_LOAD=1000 dotnet test tests/Resilience --filter Load</c>: so many drops at once through two functions processes on one emulator.</summary>
public sealed class LoadTests(ITestOutputHelper output)
{
    private static readonly string[] FeedNames = ["pas", "victim-satisfaction", "staff-survey", "workforce"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    [LoadFact]
    public async Task A_flood_of_drops_through_two_processes_loses_none_and_doubles_none()
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("INCDIV_LOAD")!, NumberStyles.None, CultureInfo.InvariantCulture);
        await using Emulator emulator = await Emulator.StartAsync();
        string account = Emulator.ConnectionString(0, emulator.BlobPort, emulator.TablePort);
        var storage = new PipelineStorage(new StorageOptions { ConnectionString = account }, TimeProvider.System);
        var settings = new Dictionary<string, string> { ["PseudonymKey"] = Node.Key, ["PseudonymKeyId"] = "test", ["AsOf"] = "2017-05-02", ["LocalHost__ScanInterval"] = "00:00:00.500" };
        var log = new ConcurrentQueue<string>();
        string assembly = Path.Combine(AppContext.BaseDirectory, "IncDiv.Functions.dll");
        await using FunctionsProcess first = await FunctionsProcess.StartAsync(assembly, account, settings, log.Enqueue, CancellationToken.None);
        await using FunctionsProcess second = await FunctionsProcess.StartAsync(assembly, account, settings, log.Enqueue, CancellationToken.None);

        IReadOnlyList<(string File, byte[] Content)> drops = await DropsAsync(count);
        long start = Stopwatch.GetTimestamp();
        var landed = new ConcurrentBag<(string File, string ETag)>();
        await Parallel.ForEachAsync(drops, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (drop, token) =>
        {
            BlobContentInfo info = await storage.Container(ContainerNames.Drops).GetBlobClient(drop.File).UploadAsync(new BinaryData(drop.Content), cancellationToken: token);
            landed.Add((drop.File, info.ETag.ToString("H")));
        });
        TimeSpan uploaded = Stopwatch.GetElapsedTime(start);
        IReadOnlyList<DropRecord> ledger;
        while ((ledger = await new DropLedger(storage).ListAsync(null, CancellationToken.None)).Count(d => d.Finished) < count)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"{ledger.Count} of {count} after {Patience}: {string.Join('\n', log.TakeLast(20))}");
            await Task.Delay(500);
        }
        TimeSpan done = Stopwatch.GetElapsedTime(start);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} drops landed in {uploaded.TotalSeconds:N1} s, dealt with after {done.TotalSeconds:N1} s: {count / done.TotalSeconds:N1} a second; oldest waited at most {done.TotalSeconds:N1} s; peak memory {PeakMegabytes(first)} and {PeakMegabytes(second)} MB"));
        output.WriteLine(string.Join(", ", ledger.GroupBy(d => d.Outcome).Select(g => $"{g.Key} {g.Count()}")));
        Assert.Equal(landed.Order(), ledger.Select(d => (d.File, d.ETag)).Order());
        Assert.Equal(drops.Count(d => d.File.Contains("bad", StringComparison.Ordinal)), ledger.Count(d => d.Outcome == DropOutcome.Quarantined));
        Assert.Equal(drops.Count(d => d.File.Contains("twin", StringComparison.Ordinal)), ledger.Count(d => d.Outcome == DropOutcome.Duplicate));
        Assert.DoesNotContain(ledger, d => d.Outcome == DropOutcome.Failed || d.RowsRead != d.RowsAccepted + d.RowsRejected);
    }

    // A fifth is bad, a tenth repeats an earlier drop, the rest are drops of all feeds.
    private static async Task<IReadOnlyList<(string, byte[])>> DropsAsync(int count)
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
                using var file = new MemoryStream();
                await SampleDrop.WriteAsync(feed, Feeds.Quarter, 50, (ulong)i + 1, new SampleOptions(0), file, CancellationToken.None);
                (lastFeed, last) = (feed, file.ToArray());
                drops.Add(($"{feed}/good-{i:0000}.csv", last));
            }
        }
        return drops;
    }

    private static string PeakMegabytes(FunctionsProcess process)
    {
        string line = File.ReadLines($"/proc/{process.ProcessId}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return (int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^2].Trim(), NumberStyles.None, CultureInfo.InvariantCulture) / 1024).ToString(CultureInfo.InvariantCulture);
    }
}
