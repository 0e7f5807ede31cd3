using System.Net;
using System.Net.Sockets;

namespace IncDiv.Resilience.Tests.Drills;

/// <summary>The app as a separate process, with a collector that receives its traces and metrics.</summary>
public sealed class ExportTests
{
    [Fact]
    public async Task Traces_and_metrics_go_where_they_are_configured_to_go_and_hold_no_personal_value()
    {
        var sent = new ConcurrentBag<(string Path, string Body)>();
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        using var ended = new CancellationTokenSource();
        Task collecting = CollectAsync(collector, sent, ended.Token);
        await using Emulator emulator = await Emulator.StartAsync();
        string account = emulator.Account(0);
        var storage = new PipelineStorage(new StorageOptions { ConnectionString = account }, TimeProvider.System);
        var settings = new Dictionary<string, string>
        {
            ["PseudonymKey"] = Node.Key,
            ["PseudonymKeyId"] = "test",
            ["AsOf"] = "2017-05-02",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://{collector.LocalEndpoint}",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };
        using var file = new MemoryStream();
        await SampleDrop.WriteAsync(ContractSet.Embedded.Feeds.Find("workforce")!, Feeds.Quarter, 5, 1, new SampleOptions(0), file, CancellationToken.None);
        await using (FunctionsProcess app = await FunctionsProcess.StartAsync(AppContext.BaseDirectory, account, settings, _ => { }, CancellationToken.None))
        {
            await app.WatchAsync(CancellationToken.None);
            await storage.Container(ContainerNames.Drops).GetBlobClient("workforce/march.csv").UploadAsync(new BinaryData(file.ToArray()));
            long start = Stopwatch.GetTimestamp();
            while (!(await new DropLedger(storage).ListAsync(null, CancellationToken.None)).Any(d => d is { Finished: true, Outcome: DropOutcome.Accepted }))
            {
                Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(1), "the drop was not taken in");
                await Task.Delay(100);
            }
        }
        await ended.CancelAsync();
        await collecting;

        string metrics = string.Concat(sent.Where(s => s.Path == "/v1/metrics").Select(s => s.Body));
        string traces = string.Concat(sent.Where(s => s.Path == "/v1/traces").Select(s => s.Body));
        Assert.All(
            ["incdiv.drops", "incdiv.rows", "incdiv.step.duration", "Accepted", "workforce"],
            name => Assert.Contains(name, metrics, StringComparison.Ordinal));
        Assert.All(["IncDiv.Pipeline", "ingest"], name => Assert.Contains(name, traces, StringComparison.Ordinal));
        string[] identifiers = [.. Encoding.UTF8.GetString(file.ToArray())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')[0])];
        Assert.Equal(5, identifiers.Length);
        Assert.All(identifiers, id => Assert.DoesNotContain(id, metrics + traces, StringComparison.Ordinal));
    }

    private static async Task CollectAsync(TcpListener listener, ConcurrentBag<(string, string)> sent, CancellationToken cancellationToken)
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(AnswerAsync(await listener.AcceptTcpClientAsync(cancellationToken), sent, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private static async Task AnswerAsync(TcpClient client, ConcurrentBag<(string, string)> sent, CancellationToken cancellationToken)
    {
        using (client)
        {
            var wire = new HttpWire(client.GetStream());
            try
            {
                while (await wire.ReadAsync(_ => true, cancellationToken) is { } message)
                {
                    sent.Add((message.StartLine.Split(' ')[1], Encoding.Latin1.GetString(message.Body)));
                    await client.GetStream()
                        .WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), cancellationToken);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The app has ended.
            }
        }
    }
}
