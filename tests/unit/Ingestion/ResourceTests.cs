using System.IO.Compression;
using IncDiv.Ingestion.Tests.Workbooks;

namespace IncDiv.Ingestion.Tests;

/// <summary>Time and memory, measured while no other test of the assembly runs.</summary>
[Collection(Alone)]
public sealed class ResourceTests
{
    public const string Alone = "alone";

    [Fact]
    public async Task E113_a_gzip_bomb_is_stopped_early()
    {
        using var file = new MemoryStream();
        await using (var gzip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
            for (int i = 0; i < 400; i++)
                gzip.Write(new byte[1_000_000]);
        long before = GC.GetTotalAllocatedBytes();

        ReadDrop drop = await ReadDrop.Of("pas", file, file: "a.csv.gz");

        Assert.Contains("more than 200 times its size", drop.Only("E113").Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 10_000_000);
    }

    [Fact]
    public async Task E113_XML_that_would_fill_the_memory_is_refused_in_little()
    {
        const int Size = 30_000_000;
        string deep = string.Concat(Enumerable.Repeat("<a>", Size / 10));
        string names = string.Concat(Enumerable.Range(0, Size / 10).Select(i => $"<a{i}/>"));
        foreach (string content in (string[])[deep, names, $"<a b=\"{new string('>', Size)}\"/>", new string('x', Size), $"<{new string('n', Size)}/>"])
        {
            var workbook = SampleWorkbook.Of([]);
            workbook.Parts[SampleWorkbook.Sheet] = $"<worksheet>{content}</worksheet>";
            // Padding, so that the expansion limit is not what stops the reader.
            workbook.Parts["xl/ballast"] = Convert.ToBase64String(BadInputTests.RandomBytes(400_000));
            byte[] bytes = workbook.ToBytes();
            long before = GC.GetTotalAllocatedBytes();

            Assert.Contains("is damaged", (await ReadDrop.Of("pas", bytes, file: "a.xlsx")).Only("E113").Message, StringComparison.Ordinal);

            Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 40_000_000);
        }
    }

    [Fact]
    public async Task A_hundred_thousand_survey_rows_take_seconds_and_little_memory()
    {
        string path = Path.Combine(Path.GetTempPath(), $"incdiv-test-{Guid.NewGuid():N}");
        await using FileStream file = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        WriteSurvey(file, 100_000);
        var clock = Stopwatch.StartNew();

        DropReading reading = await new DropReader(new SampleDrop("pas").Feed, "pas.xlsx").ReadAsync(
            file, (_, _) => ValueTask.CompletedTask, CancellationToken.None);

        Assert.Equal((100_000, 0), (reading.RowsAccepted, reading.Issues.Count));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task The_memory_for_a_drop_does_not_grow_with_its_rows()
    {
        // The first reading allocates buffers that are kept for the next.
        _ = await MemoryAsync(150_000);
        long few = await MemoryAsync(150_000), many = await MemoryAsync(750_000);

        // Hashes of the keys alone would take 4.8 MB.
        Assert.InRange(many - few, long.MinValue, 4_000_000);
    }

    // All memory that is in use when the last batch is handed on.
    private static async Task<long> MemoryAsync(int rows)
    {
        await using FileStream file = TemporaryFile.Create();
        WriteSatisfaction(file, rows);
        long memory = 0;

        DropReading reading = await new DropReader(new SampleDrop("victim-satisfaction").Feed, "vs.csv").ReadAsync(file, (_, _) =>
        {
            memory = GC.GetTotalMemory(forceFullCollection: true);
            return ValueTask.CompletedTask;
        }, CancellationToken.None);

        Assert.Equal(rows, reading.RowsAccepted);
        return memory;
    }

    private static void WriteSatisfaction(FileStream file, int rows)
    {
        string[] lines = new SampleDrop("victim-satisfaction").Rows(1).ToString().Split('\n');
        using var text = new StreamWriter(file, leaveOpen: true) { NewLine = "\n" };
        text.WriteLine(lines[0]);
        for (int row = 0; row < rows; row++)
            text.WriteLine(lines[1].Replace("P00000", $"P{row:D6}", StringComparison.Ordinal));
    }

    private static void WriteSurvey(Stream file, int rows)
    {
        var first = SampleWorkbook.Of(new SampleDrop("pas").Cells, shared: true);
        string[] cells = new SampleDrop("pas").Rows(1).Cells[1];
        string[] written =
        [
            .. cells.Select(
                (c, i) => c.Length == 0 ? ""
                    : char.IsAsciiDigit(c[0]) && !c.Contains('-', StringComparison.Ordinal) ? SampleWorkbook.Number(c) : first.Shared(c)),
        ];
        string head = "", tail = "";
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        foreach ((string name, string text) in first.Entries())
        {
            using var part = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
            if (name != SampleWorkbook.Sheet)
            {
                part.Write(text);
                continue;
            }
            (head, tail) = (text[..text.IndexOf("</sheetData>", StringComparison.Ordinal)], text[text.IndexOf("</sheetData>", StringComparison.Ordinal)..]);
            part.Write(head);
            for (int row = 2; row < rows + 2; row++)
            {
                part.Write($"<row r=\"{row}\"><c r=\"A{row}\" {SampleWorkbook.Number((row + 100_000_000).ToString(null, null))}</c>");
                for (int i = 1; i < written.Length; i++)
                    if (written[i].Length > 0)
                        part.Write($"<c r=\"{SampleWorkbook.Reference(i, row)}\" {written[i]}</c>");
                part.Write("</row>");
            }
            part.Write(tail);
        }
    }

    [CollectionDefinition(Alone, DisableParallelization = true)]
    public sealed class AloneDefinition;
}
