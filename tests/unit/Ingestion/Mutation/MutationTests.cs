using System.Collections.Concurrent;
using IncDiv.Ingestion.Tests.Packed;
using IncDiv.Ingestion.Tests.Workbooks;
using Xunit.Abstractions;

namespace IncDiv.Ingestion.Tests.Mutation;

/// <summary>Thousands of damaged and of faulty files, with fixed seeds: nothing throws, no row is lost without a reason, memory stays bounded, planted faults
/// are found where they are and nowhere else, and no message holds a personal value. <c>INCDIV_MUTANTS</c> sets their number.</summary>
[Collection(ResourceTests.Alone)]
public sealed class MutationTests(ITestOutputHelper output)
{
    private const long MaxBytesAllocated = 64_000_000;
    private const long MaxBytesHeld = 50_000_000;

    private static readonly string[] Feeds = ["pas", "staff-survey", "victim-satisfaction", "workforce"];

    // Errors that stop the reading of a file.
    private static readonly string[] Stops = ["E101", "E102", "E103", "E104", "E105", "E106", "E107", "E108", "E110", "E113"];

    private static int Mutants => int.Parse(Environment.GetEnvironmentVariable("INCDIV_MUTANTS") ?? "20000", CultureInfo.InvariantCulture);

    [Fact]
    public async Task No_mutant_breaks_the_reader_loses_a_row_or_shows_a_personal_value()
    {
        var failures = new ConcurrentBag<string>();
        var outcomes = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        await Parallel.ForAsync(0, Mutants, async (seed, _) =>
        {
            try
            {
                string outcome = await RunAsync(seed);
                outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);
            }
            catch (Exception failure)
            {
                failures.Add($"Mutant {seed}: {failure}");
            }
        });
        output.WriteLine($"{Mutants} mutants in {clock.Elapsed.TotalSeconds:F1} s, {Mutants / clock.Elapsed.TotalSeconds:F0} a second");
        foreach ((string outcome, int count) in outcomes.OrderBy(o => o.Key, StringComparer.Ordinal))
            output.WriteLine($"{outcome}: {count}");
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MaxBytesHeld);
        Assert.True(failures.IsEmpty, $"{failures.Count} mutants failed.\n{string.Join("\n\n", failures.Take(5))}");
        Assert.True(outcomes.Count > 10, "The mutants hardly differ.");
    }

    [Fact]
    public async Task Each_mutant_is_read_in_little_memory()
    {
        for (int seed = 0; seed < 1000; seed++)
        {
            long before = GC.GetTotalAllocatedBytes();
            await RunAsync(seed);
            Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, MaxBytesAllocated);
        }
    }

    private static Task<string> RunAsync(int seed)
    {
        var random = new Random(seed);
        string feed = Feeds[seed % Feeds.Length];
        return (seed / Feeds.Length % 20) switch
        {
            < 10 => DamagedTextAsync(feed, random),
            < 13 => PlantedTextAsync(feed, random),
            < 15 => DamagedArchiveAsync(feed, random, isGzip: true),
            < 17 => DamagedArchiveAsync(feed, random, isGzip: false),
            < 19 => DamagedPartAsync(feed, random),
            _ => PlantedWorkbookAsync(feed, random),
        };
    }

    private static async Task<string> DamagedTextAsync(string feed, Random random)
    {
        TextForm form = TextForm.Pick(random);
        (byte[] bytes, _) = form.Write(SampleTable.Create(feed, 12, random).Cells);
        for (int n = random.Next(1, 4); n > 0; n--)
            bytes = ByteMutation.OfText(bytes, form.Delimiter, random);
        bool packed = random.Next(8) == 0;

        ReadDrop drop = await ReadDrop.Of(
            feed, packed ? GzipTests.Zip(bytes) : bytes, new IngestionLimits { BufferBytes = 16 << random.Next(12) }, packed ? "a.csv.gz" : "a.csv");

        CheckIssues(drop);
        string[] errors = [.. drop.Reading.Counts.Select(c => c.Code).Where(c => c[0] == 'E')];
        if (!errors.Any(Stops.Contains))
            Assert.Contains(drop.Reading.RowsRead + 1, ",;\t".Select(d => RecordCount.Of(bytes, d)));
        return $"damaged text {string.Join(' ', errors.DefaultIfEmpty("accepted"))}";
    }

    private static async Task<string> DamagedArchiveAsync(string feed, Random random, bool isGzip)
    {
        SampleTable table = SampleTable.Create(feed, 12, random);
        byte[] whole = isGzip
            ? GzipTests.Zip(TextForm.Pick(random).Write(table.Cells).Bytes)
            : SampleWorkbook.Of(table.Cells, shared: random.Next(2) == 0).ToBytes();
        string file = isGzip ? "a.csv.gz" : "a.xlsx";
        byte[] damaged = whole;
        for (int n = random.Next(1, 3); n > 0; n--)
            damaged = ByteMutation.OfBytes(damaged, random);

        ReadDrop drop = await ReadDrop.Of(feed, damaged, file: file);

        CheckIssues(drop);
        if (drop.Reading.Quarantined)
            return $"damaged {file} {drop.Reading.Counts[0].Code}";
        // If the damage does no harm, every row must be read.
        Assert.Equal((await ReadDrop.Of(feed, whole, file: file)).Rows, drop.Rows);
        return $"damaged {file} accepted";
    }

    private static async Task<string> DamagedPartAsync(string feed, Random random)
    {
        List<(string Name, string Text)> entries = [.. SampleWorkbook.Of(SampleTable.Create(feed, 12, random).Cells, shared: random.Next(2) == 0).Entries()];
        for (int n = random.Next(1, 4); n > 0; n--)
        {
            int part = random.Next(3) > 0 ? entries.FindIndex(e => e.Name == SampleWorkbook.Sheet) : random.Next(entries.Count);
            string text = entries[part].Text;
            if (random.Next(2) == 0 && text.IndexOf("<row", StringComparison.Ordinal) is > 0 and int first)
            {
                string[] tags = [.. text[first..].Split('<')];
                random.Shuffle(tags.AsSpan(random.Next(tags.Length / 2), 2));
                text = text[..first] + string.Join('<', tags);
            }
            else
            {
                text = Encoding.Latin1.GetString(ByteMutation.OfBytes(Encoding.Latin1.GetBytes(text), random));
            }
            entries[part] = (entries[part].Name, text);
        }

        ReadDrop drop = await ReadDrop.Of(feed, SampleWorkbook.Zip(entries), file: "a.xlsx");

        CheckIssues(drop);
        return $"damaged part {drop.Reading.Counts.Select(c => c.Code).FirstOrDefault("accepted")}";
    }

    private static async Task<string> PlantedTextAsync(string feed, Random random)
    {
        SampleTable table = PlantedTable(feed, random);
        TextForm form = TextForm.Pick(random);
        (byte[] bytes, int[] lines) = form.Write(table.Cells);
        bool packed = random.Next(4) == 0;

        ReadDrop drop = await ReadDrop.Of(
            feed, packed ? GzipTests.Zip(bytes) : bytes, new IngestionLimits { BufferBytes = 16 << random.Next(12) }, packed ? "a.csv.gz" : "a.csv");

        CheckPlanted(table, drop, lines);
        return $"planted text {packed}";
    }

    private static async Task<string> PlantedWorkbookAsync(string feed, Random random)
    {
        SampleTable table = PlantedTable(feed, random);
        var workbook = new SampleWorkbook();
        int[] rows = new int[table.Cells.Count];
        for (int i = 0, row = 1; i < rows.Length; i++, row++)
        {
            int skipped = i > 0 && random.Next(10) == 0 ? random.Next(4) : 0;
            row += skipped;
            rows[i] = row;
            workbook.Skip(skipped).Row([.. table.Cells[i].Select(c =>
                c.Length == 0 ? ""
                : i > 0 && c.Length < 4 && c.All(char.IsAsciiDigit) ? SampleWorkbook.Number(c)
                : random.Next(2) == 0 ? workbook.Shared(c)
                : SampleWorkbook.Inline(c))]);
        }

        ReadDrop drop = await ReadDrop.Of(feed, workbook.ToBytes(), file: "a.xlsx");

        CheckPlanted(table, drop, rows);
        return "planted workbook";
    }

    // Two faults in forty rows are within every feed's tolerance.
    private static SampleTable PlantedTable(string feed, Random random)
    {
        SampleTable table = SampleTable.Create(feed, 40, random);
        for (int n = random.Next(3); n > 0; n--)
            table.Plant(random);
        return table;
    }

    private static void CheckPlanted(SampleTable table, ReadDrop drop, int[] lines)
    {
        CheckIssues(drop);
        Assert.Equal(
            table.Planted.Select(p => (p.Code, (long?)lines[p.Row], (string?)p.Column)),
            drop.Reading.Issues.Where(i => i.Code[0] != 'W').Select(i => (i.Code, i.Line, i.Column)));
        Assert.False(drop.Reading.Quarantined);
        int key = Array.IndexOf(table.Cells[0], new SampleDrop(table.Feed).Feed.Key.Name);
        Assert.Equal(
            table.Cells.Where((_, i) => i > 0 && !table.Planted.Exists(p => p.Row == i)).Select(c => c[key]),
            drop.Rows.Select(r => r[table.Cells[0][key]]));
    }

    private static void CheckIssues(ReadDrop drop)
    {
        Assert.Equal(drop.Reading.RowsRejected, drop.Reading.Issues.Where(i => i.Code[0] == 'R').Select(i => i.Line).Distinct().Count());
        foreach (Issue issue in drop.Reading.Issues)
            Assert.False($"{issue.Column} {issue.Message}".Contains(SampleTable.Marker, StringComparison.OrdinalIgnoreCase), issue.ToString());
    }
}
