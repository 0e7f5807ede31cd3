using IncDiv.Storage.Microdata;
using Xunit.Abstractions;

namespace IncDiv.Workflows.Tests;

/// <summary>A process may crash between any two calls to storage, and the host then delivers the same work again. Each workflow is aborted before each of its
/// writes and repeated. The result must equal that of an undisturbed run. Between two writes storage does not change, so it does not matter at which read the
/// process crashes.</summary>
[Collection(WorkflowsTests.Second)]
public sealed class CrashSafetyTests(WorkflowsFixture fixture, ITestOutputHelper output)
{
    // A sequence of equal calls, such as hundreds of table rows, is interrupted only at its start, in its middle and at its end.
    private const int CutsInRunOfEqualCalls = 3;

    [Fact]
    public Task Ingesting_a_drop_that_is_accepted() => RepeatsWellAsync(
        async p => await p.LandAsync(
            "pas/march.csv",
            Drops.Joined(await Drops.OfAsync("pas", Drops.Quarter.AddQuarters(-1), 20, 1), await Drops.OfAsync("pas", Drops.Quarter, 20, 2))),
        p => p.Intake.IngestAsync("pas/march.csv", CancellationToken.None));

    [Fact]
    public Task Ingesting_a_drop_that_is_quarantined() => RepeatsWellAsync(
        async p => await p.LandAsync("pas/march.csv", Drops.Bad),
        async p =>
        {
            await p.Intake.IngestAsync("pas/march.csv", CancellationToken.None);
            // A file that was moved is not delivered again. The hourly reconciliation completes its ledger row.
            await p.Reconciliation.RunAsync(CancellationToken.None);
        });

    [Fact]
    public Task Computing_a_quarter() => RepeatsWellAsync(
        async p => await p.DropAsync("workforce/march.csv", await Drops.OfAsync("workforce", Drops.Quarter, 40)),
        ComputeAsync);

    [Fact]
    public Task Computing_a_quarter_again_after_a_correction() => RepeatsWellAsync(
        async p =>
        {
            await p.DropAsync("workforce/march.csv", await Drops.OfAsync("workforce", Drops.Quarter, 40));
            await p.ComputeAsync();
            await p.DropLaterAsync("workforce/late.csv", await Drops.OfAsync("workforce", Drops.Quarter, 60));
        },
        ComputeAsync);

    [Fact]
    public Task Computing_a_quarter_that_was_published_without_a_feed() => RepeatsWellAsync(
        p => WithLateFeedAsync(p, people: 40, interviews: 60),
        ComputeAsync);

    private static async Task WithLateFeedAsync(Pipeline pipeline, int people, int interviews)
    {
        await pipeline.DropAsync("workforce/march.csv", await Drops.OfAsync("workforce", Drops.Quarter, people));
        await pipeline.ComputeAsync();
        await pipeline.PublishAsync(Drops.Quarter);
        await pipeline.DropAsync("victim-satisfaction/late.csv", await Drops.OfAsync("victim-satisfaction", Drops.Quarter, interviews));
    }

    private static async Task ComputeAsync(Pipeline pipeline)
    {
        await pipeline.Computation.ComputeAsync(Drops.Quarter, CancellationToken.None);
        await pipeline.Tables.CatchUpAsync(CancellationToken.None);
    }

    [Fact]
    public Task Publishing_a_pack_and_the_first_microdata_of_a_feed() => RepeatsWellAsync(
        async p =>
        {
            await p.DropAsync("workforce/march.csv", await Drops.OfAsync("workforce", Drops.Quarter, 200));
            await p.ComputeAsync();
        },
        p => p.Publication.PublishDueAsync(CancellationToken.None),
        settings: [("SmallestClass", "2")]);

    [Fact]
    public Task Publishing_a_further_edition_with_microdata() => RepeatsWellAsync(
        async p =>
        {
            await WithLateFeedAsync(p, people: 200, interviews: 250);
            await p.ComputeAsync();
        },
        p => p.PublishAsync(Drops.Quarter),
        settings: [("SmallestClass", "2")]);

    // The people are in an accepted drop of two quarters, a quarantined drop, a bridge and microdata. No quarter waits for computation.
    [Fact]
    public async Task Erasing_a_person()
    {
        Quarter before = Drops.Quarter.AddQuarters(-1);
        byte[] first = await Drops.OfAsync("pas", before, 80, 1), second = await Drops.OfAsync("pas", Drops.Quarter, 80, 2);
        string[] people = [ErasureTests.FirstId(first), ErasureTests.FirstId(second)];
        await RepeatsWellAsync(
            async p =>
            {
                await new Pipeline(p.Account).DropAsync("pas/march.csv", Drops.Joined(first, second));
                await p.DropAsync("pas/bad.csv", Encoding.UTF8.GetBytes($"a,b\n1,{people[1]}\n"));
                await p.KeyRotation.RecordBridgeAsync(CancellationToken.None);
                foreach (Quarter quarter in new[] { before, Drops.Quarter })
                {
                    await p.Blob(ContainerNames.Bi, MicrodataStore.PathOf("pas", quarter, 1)).UploadAsync(new BinaryData("with the person"));
                    await p.Markers.ClearAsync(quarter, (await p.Markers.VersionAsync(quarter, CancellationToken.None))!.Value, CancellationToken.None);
                }
                Assert.NotEmpty(await p.NamesAsync(ContainerNames.Curated, "pas/bridge="));
            },
            p => p.Erasure.EraseAsync(ContractSet.Embedded.Feeds.Find("pas")!, people, CancellationToken.None),
            settings: KeyRotationTests.Rotation("test", Pipeline.Key, 2));
    }

    private async Task RepeatsWellAsync(Func<Pipeline, Task> arrange, Func<Pipeline, Task> flow, IReadOnlyList<(string, string)>? settings = null)
    {
        var counting = new CrashingTransport();
        IReadOnlyList<string> undisturbed = await EndStateAsync(arrange, flow, counting, settings);
        Assert.NotEmpty(undisturbed);
        int[] cuts = [.. Cuts(counting.Calls)];
        output.WriteLine($"{counting.Calls.Count} calls, cut at {cuts.Length} places");
        await Parallel.ForEachAsync(cuts, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (cut, _) =>
        {
            var crashing = new CrashingTransport(cut);
            IReadOnlyList<string> repeated = await EndStateAsync(arrange, flow, crashing, settings);
            Assert.True(crashing.Calls.Count > cut, $"Nothing was cut after {cut} calls.");
            Assert.True(
                undisturbed.SequenceEqual(repeated),
                $"Cut before '{counting.Calls[cut]}', call {cut}: {string.Join("; ", undisturbed.Except(repeated).Take(3))} "
                    + $"became {string.Join("; ", repeated.Except(undisturbed).Take(3))}");
        });
    }

    private async Task<IReadOnlyList<string>> EndStateAsync(
        Func<Pipeline, Task> arrange, Func<Pipeline, Task> flow, CrashingTransport transport, IReadOnlyList<(string, string)>? settings)
    {
        string account = fixture.NewAccount();
        var pipeline = new Pipeline(account, settings: settings, measures: [.. Pipeline.FewMeasures, "VSS-01"]);
        await pipeline.Storage.EnsureCreatedAsync(CancellationToken.None);
        await arrange(pipeline);
        try
        {
            await flow(new Pipeline(account, transport: transport, settings: settings, measures: [.. Pipeline.FewMeasures, "VSS-01"]));
        }
        catch (Exception e) when (e is CrashException or AggregateException { InnerException: CrashException })
        {
            await pipeline.EndLeasesAsync();
            await flow(pipeline);
        }
        return await StorageState.OfAsync(pipeline);
    }

    private static IEnumerable<int> Cuts(IReadOnlyList<string> calls)
    {
        for (int start = 0, end; start < calls.Count; start = end)
        {
            for (end = start; end < calls.Count && calls[end] == calls[start]; end++)
                continue;
            int length = end - start;
            IEnumerable<int> within = length <= CutsInRunOfEqualCalls ? Enumerable.Range(0, length) : [0, length / 2, length - 1];
            if (calls[start].StartsWith("GET ", StringComparison.Ordinal) || calls[start].StartsWith("HEAD ", StringComparison.Ordinal))
                continue;
            foreach (int offset in within)
                yield return start + offset;
        }
    }
}
