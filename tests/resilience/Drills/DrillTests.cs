using System.Net;

namespace IncDiv.Resilience.Tests.Drills;

/// <summary>The drills of docs/operations.md on the one-machine host, with real processes: the app, the emulator and <c>incdiv</c>.</summary>
public sealed class DrillTests : IAsyncLifetime
{
    private const string NewKey = "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<string> _log = new();
    private Emulator _emulator = null!;
    private string _account = "";
    private PipelineStorage _storage = null!;

    public async Task InitializeAsync()
    {
        _emulator = await Emulator.StartAsync();
        _account = _emulator.Account(0);
        _storage = new PipelineStorage(new StorageOptions { ConnectionString = _account }, TimeProvider.System);
    }

    public async Task DisposeAsync() => await _emulator.DisposeAsync();

    [Fact]
    public async Task A_poisoned_drop_has_a_receipt_and_is_ingested_by_replay_after_its_cause_is_fixed()
    {
        // The machine has no folder for temporary files, so every try fails although no file is at fault.
        await using (FunctionsProcess broken = await StartAsync(("TMPDIR", "/no/such/folder")))
        {
            await DropAsync();
            DropRecord failed = await UntilAsync(d => d.Outcome == DropOutcome.Failed);
            Assert.NotNull(await new ReceiptStore(_storage).FindReceiptAsync("pas", failed.Id, CancellationToken.None));
            (HttpStatusCode status, string health) = await HealthAsync(broken);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.Contains($"pas/{failed.Id}", health, StringComparison.Ordinal);
        }
        await using FunctionsProcess restarted = await StartAsync();
        Assert.Equal(DropOutcome.Failed, Assert.Single(await LedgerAsync()).Outcome);

        (int exit, string said) = await IncDivAsync(["replay", "--feed", "pas"]);

        Assert.Equal((0, "The next reconciliation will ingest: pas/march.csv.\n"), (exit, said));
        await UntilAsync(d => d.Outcome == DropOutcome.Accepted);
        Assert.Single(await LedgerAsync());
        Assert.Equal(HttpStatusCode.OK, (await HealthAsync(restarted)).Status);
        Assert.Equal((0, "There is no failed drop to replay.\n"), await IncDivAsync(["replay"]));
    }

    [Fact]
    public async Task A_drop_whose_event_was_lost_is_ingested_by_reconciliation()
    {
        // The app is not notified of new blobs.
        await using FunctionsProcess app = await StartAsync(isWatched: false, ("EventsTakeMinutes", "1"));
        await DropAsync();
        await ReconciliationAsync();
        Assert.Empty(await LedgerAsync());

        DropRecord taken = await UntilAsync(d => d.Outcome == DropOutcome.Accepted);

        Assert.NotNull(await new ReceiptStore(_storage).FindReceiptAsync("pas", taken.Id, CancellationToken.None));
        Assert.Contains(_log, l => l.Contains("pas/", StringComparison.Ordinal) && l.Contains("was not announced", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_key_is_changed_and_the_bridge_from_the_old_one_recorded()
    {
        await using (FunctionsProcess before = await StartAsync())
        {
            await DropAsync();
            await UntilAsync(d => d.Outcome == DropOutcome.Accepted);
        }
        (string, string)[] rotated =
            [("PseudonymKey", NewKey), ("PseudonymKeyId", "new"), ("PreviousPseudonymKey", Node.Key), ("PreviousPseudonymKeyId", "test")];
        await using FunctionsProcess after = await StartAsync(rotated);

        (int exit, string said) = await IncDivAsync(["rotate-key"], rotated);

        Assert.True(exit == 0, said);
        Assert.StartsWith("The bridge is recorded for 1 drops.", said, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Settings(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>
        {
            ["PseudonymKey"] = Node.Key,
            ["PseudonymKeyId"] = "test",
            ["AsOf"] = "2017-05-02",
            ["ReconcileSchedule"] = "*/2 * * * * *",
            // An empty poison queue is polled once a minute.
            ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:02",
        };
        foreach ((string name, string value) in more)
            settings[name] = value;
        return settings;
    }

    private Task<FunctionsProcess> StartAsync(params (string, string)[] more) => StartAsync(isWatched: true, more);

    private async Task<FunctionsProcess> StartAsync(bool isWatched, params (string, string)[] more)
    {
        FunctionsProcess app = await FunctionsProcess.StartAsync(AppContext.BaseDirectory, _account, Settings(more), _log.Enqueue, CancellationToken.None);
        if (isWatched)
            await app.WatchAsync(CancellationToken.None);
        return app;
    }

    private async Task DropAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("incdiv-drill-");
        string file = Path.Combine(folder.FullName, "march.csv");
        await using (FileStream content = File.Create(file))
            await SampleDrop.WriteAsync(ContractSet.Embedded.Feeds.Find("pas")!, Feeds.Quarter, 30, 1, new SampleOptions(0), content, CancellationToken.None);
        Assert.StartsWith("pas/march.csv has landed; its drop id is ", (await IncDivAsync(["drop", "pas", file])).Said, StringComparison.Ordinal);
        Assert.Equal((1, "A drop named pas/march.csv already exists: give the file another name.\n"), await IncDivAsync(["drop", "pas", file]));
        folder.Delete(recursive: true);
    }

    private static async Task<(HttpStatusCode Status, string Body)> HealthAsync(FunctionsProcess app)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app.Address + "health"));
        request.Headers.Add("x-functions-key", app.Key);
        using HttpResponseMessage response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private Task<IReadOnlyList<DropRecord>> LedgerAsync() => new DropLedger(_storage).ListAsync(null, CancellationToken.None);

    // Each reconciliation begins with a line on health. The first line may be of a run that began before the drop; with the third, the second run is over.
    private async Task ReconciliationAsync()
    {
        int Runs() => _log.Count(l => l.Contains("Health: oldest waiting drop", StringComparison.Ordinal));
        int before = Runs();
        for (long start = Stopwatch.GetTimestamp(); Runs() < before + 3; await Task.Delay(100))
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, string.Join('\n', _log.TakeLast(40)));
    }

    private async Task<DropRecord> UntilAsync(Func<DropRecord, bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            if ((await LedgerAsync()).FirstOrDefault(d => d.Finished && condition(d)) is { } found)
                return found;
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, string.Join('\n', _log.TakeLast(40)));
            await Task.Delay(100);
        }
    }

    private async Task<(int Exit, string Said)> IncDivAsync(string[] arguments, params (string, string)[] more)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "incdiv.dll"), .. arguments]) { RedirectStandardOutput = true };
        start.Environment["PipelineStorage"] = _account;
        foreach ((string name, string value) in Settings(more))
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
