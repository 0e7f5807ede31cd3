using Azure;

namespace IncDiv.Resilience.Tests.Schedules;

/// <summary>Runs the pipeline on one account with the faults of a schedule. A small host delivers each event at least once or never, up to five times if it
/// fails, and in any order. After a few rounds the faults end. Anything that is wrong after that is a failure.</summary>
internal sealed class ScheduleRun(Emulator emulator, int account, FaultSchedule schedule) : IAsyncDisposable
{
    private const int Tries = 5;
    private const int FaultyRounds = 4;
    private const int MaxRounds = 12;

    private static readonly TimeSpan AfterEvents = TimeSpan.FromMinutes(11);

    private readonly Machines _machines = new(emulator, account, schedule);
    private readonly List<(string File, string ETag)> _landed = [];
    private readonly List<string> _faults = [];
    private bool _faultsEnded;

    private PipelineStorage Storage => _machines.Storage;

    public async Task<RunOutcome> RunAsync(Feeds feeds)
    {
        await Storage.EnsureCreatedAsync(CancellationToken.None);
        await WaveAsync(feeds.First, 1);
        IReadOnlyDictionary<string, ETag> firstEdition = await EditionAsync(1);
        await WaveAsync(feeds.Second, 2);
        IReadOnlyDictionary<string, ETag> later = await EditionAsync(1);
        _faults.AddRange(
            firstEdition.Where(b => !later.TryGetValue(b.Key, out ETag version) || version != b.Value)
                .Select(b => $"{b.Key} of edition 1 changed after it was published"));
        _faults.AddRange(await Invariants.BrokenAsync(Storage, _landed));
        return new RunOutcome(await EndState.OfAsync(Storage), _faults);
    }

    public ValueTask DisposeAsync() => _machines.DisposeAsync();

    private async Task WaveAsync(IReadOnlyList<(string File, byte[] Content)> drops, int edition)
    {
        List<string> late = [.. _landed.Select(d => d.File).Where(f => Happens(0.3, Fault.LateEvent))];
        foreach ((string file, byte[] content) in drops)
        {
            Task read = _landed.Exists(d => d.File == file) && Happens(0.7, Fault.Overwritten) ? IngestAsync(file, 0) : Task.CompletedTask;
            _landed.Add((file, await _machines.LandAsync(file, content)));
            await read;
        }
        string[] events = [.. drops.Select(d => d.File).Where(f => !Happens(0.15, Fault.LostEvent)).Concat(late)];
        schedule.Random.Shuffle(events);
        // Two at a time, like a host with several instances.
        foreach (string[] pair in events.Chunk(2))
            await Task.WhenAll(pair.Select((file, i) => Happens(0.2, Fault.DoubledEvent)
                ? Task.WhenAll(IngestAsync(file, 0), IngestAsync(file, 1))
                : IngestAsync(file, i)));
        for (int round = 0; !await SettledAsync(); round++)
        {
            if (round == MaxRounds)
            {
                _faults.Add("it never settled");
                return;
            }
            if (round >= FaultyRounds)
                EndFaults();
            if (round == 0 || _faultsEnded)
                _machines.Time.JumpTo(AfterEvents);
            // The rounds are an hour apart, so a lease whose release was lost has expired. Storage uses the real clock, so the lease is broken here.
            await _machines.BreakLeasesAsync();
            await OnceOrTwiceAsync(node => node.Reconciliation.RunAsync(node.Token), null);
            await TryAsync(node => node.Get<Replay>().RunAsync(null, null, node.Token), null, 0);
            await OnceOrTwiceAsync(node => node.Computation.ComputeWaitingAsync(node.Token), null);
            await OnceOrTwiceAsync(node => node.Tables.CatchUpAsync(node.Token), null);
        }
        for (int day = 0; (await PacksAsync()).Count < edition; day++)
        {
            if (day == MaxRounds)
            {
                _faults.Add($"edition {edition} never came out");
                return;
            }
            if (day >= FaultyRounds)
                EndFaults();
            await _machines.BreakLeasesAsync();
            await OnceOrTwiceAsync(node => node.Publication.PublishDueAsync(node.Token), null);
        }
        // The timer fires every day, and the next publication completes an interrupted one.
        await TryAsync(node => node.Publication.PublishDueAsync(node.Token), null, 0);
        EndFaultsIf(edition == 2);
        await TryAsync(node => node.Publication.PublishDueAsync(node.Token), null, 0);
        await TryAsync(node => node.Tables.CatchUpAsync(node.Token), null, 0);
    }

    private Task IngestAsync(string file, int node)
    {
        // The version in the event, and in the poison message that it may become.
        string version = _landed.Last(d => d.File == file).ETag;
        return TryAsync(n => n.Intake.IngestAsync(file, n.Token), n => n.FailedWork.RecordAsync(ContainerNames.Drops, file, version, n.Token), node);
    }

    private Task OnceOrTwiceAsync(Func<Node, Task> work, Func<Node, Task>? poison) => Happens(0.3, Fault.DoubledEvent)
        ? Task.WhenAll(TryAsync(work, poison, 0), TryAsync(work, poison, 1))
        : TryAsync(work, poison, 0);

    private async Task TryAsync(Func<Node, Task> work, Func<Node, Task>? poison, int place)
    {
        for (int attempt = 1; attempt <= Tries; attempt++)
        {
            Node node = await _machines.NodeAsync(place);
            try
            {
                await work(node);
                await _machines.UpAsync();
                return;
            }
            catch (Exception e) when (IsOfMachinery(e))
            {
                // The host retries after a failure. After the faults have ended, a failure is an error.
                if (_faultsEnded && !node.Killed)
                    _faults.Add($"after the faults ended: {e.GetType().Name} {e.Message.Split('\n')[0]} {OwnFrames(e).FirstOrDefault()}");
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                // Exceptions that only faulty code throws.
                _faults.Add($"{e.GetType().Name}: {e.Message} {string.Join(" < ", OwnFrames(e).Take(3))}");
            }
            await _machines.UpAsync();
            // A lease that could not be released expires after half a minute of the real clock.
            await _machines.BreakLeasesAsync();
        }
        if (poison is not null)
            await TryAsync(poison, null, place);
    }

    private static IEnumerable<string> OwnFrames(Exception e) =>
        (e.StackTrace ?? "").Split('\n').Where(l => l.Contains("IncDiv", StringComparison.Ordinal)).Select(l => l.Trim());

    private static bool IsOfMachinery(Exception e) =>
        e is RequestFailedException or IOException or OperationCanceledException
            || (e is AggregateException several && several.InnerExceptions.All(IsOfMachinery));

    private async Task<bool> SettledAsync()
    {
        IReadOnlyList<DropRecord> ledger = await LedgerAsync();
        return _landed.TrueForAll(d => ledger.Any(r => (r.File, r.ETag) == d && r.Outcome != DropOutcome.Failed))
            && ledger.All(r => r.Finished)
            && (await new Storage.Leases.QuarterMarkers(Storage).WaitingAsync(CancellationToken.None)).Count == 0
            && (await new MeasureTables(Storage, new MeasureStore(Storage), ContractSet.Embedded, TimeProvider.System)
                .StaleAsync(CancellationToken.None)).Count == 0;
    }

    private Task<IReadOnlyList<DropRecord>> LedgerAsync() => new DropLedger(Storage).ListAsync(null, CancellationToken.None);

    private Task<IReadOnlyList<Storage.Packs.PackRecord>> PacksAsync() =>
        new Storage.Packs.PackStore(Storage).ListAsync(null, Feeds.Quarter, CancellationToken.None);

    private async Task<IReadOnlyDictionary<string, ETag>> EditionAsync(int edition)
    {
        var blobs = new Dictionary<string, ETag>();
        (string, string)[] folders = [(ContainerNames.Packs, $"/edition-{edition}/"), (ContainerNames.Measures, $"/edition={edition}/")];
        foreach ((string container, string folder) in folders)
            await foreach (BlobItem blob in Storage.Container(container).GetBlobsAsync())
                if (blob.Name.Contains(folder, StringComparison.Ordinal))
                    blobs[$"{container}/{blob.Name}"] = blob.Properties.ETag!.Value;
        return blobs;
    }

    private void EndFaults() => EndFaultsIf(true);

    private void EndFaultsIf(bool end)
    {
        if (!end || _faultsEnded)
            return;
        _faultsEnded = true;
        schedule.Calm();
        _machines.Time.JumpTo(AfterEvents);
    }

    private bool Happens(double probability, Fault fault)
    {
        bool happens = schedule.Random.NextDouble() < probability && !_faultsEnded && !schedule.IsCalm;
        if (happens)
            schedule.Count(fault);
        return happens;
    }
}

/// <param name="Broken">Broken invariants, and exceptions that must never be thrown.</param>
internal sealed record RunOutcome(IReadOnlyList<string> State, IReadOnlyList<string> Broken);
