using BenchmarkDotNet.Attributes;
using IncDiv.Anonymisation;
using IncDiv.Anonymisation.Pseudonyms;
using IncDiv.Contracts;
using IncDiv.Contracts.Catalogue;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Rows;
using IncDiv.Ingestion;
using IncDiv.Ingestion.Csv;
using IncDiv.Ingestion.Rows;
using IncDiv.Measures;
using IncDiv.Samples;
using IncDiv.Storage.Curated;

namespace IncDiv.Benchmarks;

/// <summary>The cost of each project per interview of the Public Attitude Survey, with the file in memory.</summary>
public class Interviews
{
    private const int Rows = 30_000;

    private static readonly Feed Pas = ContractSet.Embedded.Feeds.Find("pas")!;

    private readonly FeedTally _tally = new(ContractSet.Embedded.Measures, Pas);
    private Task _made = Task.CompletedTask;
    private byte[] _file = [];
    private FileStream? _parquet;
    private IAsyncEnumerator<RowBatch>? _curated;

    // The runner does not wait for an asynchronous setup, so each benchmark does. It has completed after the warm-up.
    [GlobalSetup]
    public void Begin() => _made = MakeInterviewsAsync();

    [GlobalCleanup]
    public async Task Close()
    {
        await _curated!.DisposeAsync();
        await _parquet!.DisposeAsync();
    }

    /// <summary>Splits the file into records and fields, without reading values.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public async Task<int> Split()
    {
        await _made;
        using var csv = new CsvReader(new MemoryStream(_file), new IngestionLimits());
        int fields = 0;
        while (await csv.ReadAsync(CancellationToken.None) == CsvStatus.Record)
            fields += csv.FieldCount;
        return fields;
    }

    /// <summary>The look-ahead: finds identifiers (the first field) that may occur in several records.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public async Task<bool> FindRepeatedKeys()
    {
        await _made;
        using var csv = new CsvReader(new MemoryStream(_file), new IngestionLimits());
        DropHeader? header = await DropHeader.ReadAsync(Pas, csv, new IngestionLimits(), new IssueLog(0), CancellationToken.None);
        return (await RepeatedKeys.FindAsync(csv, _file.Length, header!, Pas.Key, CancellationToken.None)).OccurredBefore(default);
    }

    /// <summary>Checks every rule of the contract, into batches that are discarded.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public async Task<DropReading> Validate()
    {
        await _made;
        return await new DropReader(Pas, "pas.csv").ReadAsync(new MemoryStream(_file), (_, _) => ValueTask.CompletedTask, CancellationToken.None);
    }

    /// <summary>All measures of the survey by all breakdowns.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public async Task AddUp()
    {
        await _made;
        _tally.Add(_curated!.Current);
    }

    private async Task MakeInterviewsAsync()
    {
        using var file = new MemoryStream();
        await SampleDrop.WriteAsync(Pas, new Quarter(2016, 4), Rows, 8, new SampleOptions(0), file, CancellationToken.None);
        _file = file.ToArray();
        _parquet = TemporaryFile.Create();
        using var anonymiser = new Anonymiser(Pas, PseudonymKey.Parse(new string('a', 64), "benchmark"));
        await using (RowWriter writer = await RowWriter.CreateAsync(Pas, _parquet, new Dictionary<string, string>(), CancellationToken.None))
            await new DropReader(Pas, "pas.csv").ReadAsync(
                new MemoryStream(_file), async (batch, token) => await writer.WriteAsync(anonymiser.Anonymise(batch), token), CancellationToken.None);
        _parquet.Position = 0;
        // A batch is only valid until the next read.
        _curated = CuratedReader.ReadAsync(Pas, new Quarter(2016, 4), _parquet, CancellationToken.None).GetAsyncEnumerator();
        await _curated.MoveNextAsync();
    }
}
