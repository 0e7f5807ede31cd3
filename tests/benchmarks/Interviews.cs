using BenchmarkDotNet.Attributes;
using IncDiv.Anonymisation;
using IncDiv.Contracts;
using IncDiv.Contracts.Catalogue;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Rows;
using IncDiv.Ingestion;
using IncDiv.Ingestion.Csv;
using IncDiv.Measures;
using IncDiv.Samples;
using IncDiv.Storage.Curated;

namespace IncDiv.Benchmarks;

/// <summary>What each room does to one interview of the Public Attitude Survey, with the file in memory.</summary>
public class Interviews
{
    private const int Rows = 30_000;

    private static readonly Feed Pas = FeedCatalogue.Default.Find("pas")!;

    private readonly FeedTally _tally = new(MeasureCatalogue.Default, Pas);
    private byte[] _file = [];
    private RowBatch? _curated;

    [GlobalSetup]
    public async Task MakeInterviews()
    {
        using var file = new MemoryStream();
        await SampleDrop.WriteAsync("pas", new Quarter(2016, 4), Rows, 8, new SampleOptions(0), file, CancellationToken.None);
        _file = file.ToArray();
        await using FileStream parquet = TemporaryFile.Create();
        using var anonymiser = new Anonymiser(Pas, PseudonymKey.Parse(new string('a', 64), "benchmark"));
        await using (CuratedWriter writer = await CuratedWriter.CreateAsync(Pas, parquet, new Dictionary<string, string>(), CancellationToken.None))
            await new DropReader(Pas, "pas.csv").ReadAsync(
                new MemoryStream(_file), async (batch, token) => await writer.WriteAsync(anonymiser.Anonymise(batch), token), CancellationToken.None);
        parquet.Position = 0;
        await foreach (RowBatch batch in CuratedReader.ReadAsync(Pas, new Quarter(2016, 4), parquet, CancellationToken.None))
            _curated = batch;
    }

    /// <summary>Records and fields, without a look at what they say.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public async Task<int> Split()
    {
        using var csv = new CsvReader(new MemoryStream(_file), new IngestionLimits());
        int fields = 0;
        while (await csv.ReadAsync(CancellationToken.None) == CsvStatus.Record)
            fields += csv.FieldCount;
        return fields;
    }

    /// <summary>Every rule of the contract, into batches that are thrown away.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public Task<DropReading> Validate() =>
        new DropReader(Pas, "pas.csv").ReadAsync(new MemoryStream(_file), (_, _) => ValueTask.CompletedTask, CancellationToken.None);

    /// <summary>All measures of the survey by all breakdowns.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public void AddUp() => _tally.Add(_curated!);
}
