using IncDiv.Contracts.Microdata;
using IncDiv.Storage.Curated;

namespace IncDiv.Storage.Tests.Parquet;

/// <summary>A column that was written: its type in Parquet, and its values by row group.</summary>
internal sealed record WrittenColumn(string Name, string Type, object?[][] Groups);

/// <summary>A file that the product wrote, and the values that its writer was given.</summary>
internal sealed record WrittenFile(byte[] Bytes, WrittenColumn[] Columns, Dictionary<string, string> Metadata)
{
    private static readonly Dictionary<string, string> Provenance = new() { ["contract_version"] = "3", ["pseudonym_key_id"] = "2026-α" };

    public static Task<WrittenFile> WriteAsync(string name) => name.Split(' ') switch
    {
        ["curated", var feed] => CuratedAsync(ContractSet.Embedded.Feeds.Find(feed)!),
        ["bi", var feed] => BiAsync(ContractSet.Embedded.Releases.Find(feed)!),
        ["bridge"] => BridgeAsync(),
        ["measures"] => MeasuresAsync(),
        _ => throw new ArgumentException($"'{name}' is no kind of file.", nameof(name)),
    };

    private static async Task<WrittenFile> CuratedAsync(Feed feed)
    {
        using var file = new MemoryStream();
        RowBatch[] batches = Batches(feed.CuratedColumns);
        await using (RowWriter writer = await RowWriter.CreateAsync(feed, file, Provenance, CancellationToken.None))
            foreach (RowBatch batch in batches)
                await writer.WriteAsync(batch, CancellationToken.None);
        return new WrittenFile(file.ToArray(), ColumnsOf(feed.CuratedColumns, batches), Provenance);
    }

    private static async Task<WrittenFile> BiAsync(MicrodataRelease release)
    {
        using var file = new MemoryStream();
        RowBatch[] batches = Batches(release.Columns);
        await using (RowWriter writer = await RowWriter.CreateAsync(release, file, Provenance, CancellationToken.None))
            foreach (RowBatch batch in batches)
                await writer.WriteAsync(batch, CancellationToken.None);
        return new WrittenFile(file.ToArray(), ColumnsOf(release.Columns, batches), Provenance);
    }

    private static async Task<WrittenFile> BridgeAsync()
    {
        (UInt128 Old, UInt128 New)[][] groups = [[(1, UInt128.MaxValue), (new UInt128(1, 0), 2)], [(3, 4)]];
        using var file = new MemoryStream();
        await using (BridgeWriter writer = await BridgeWriter.CreateAsync(file, CancellationToken.None))
            foreach ((UInt128, UInt128)[] group in groups)
                await writer.WriteAsync(group, CancellationToken.None);
        WrittenColumn Column(string name, Func<(UInt128 Old, UInt128 New), UInt128> side) =>
            new(name, "uuid", [.. groups.Select(g => g.Select(p => (object?)Guid.Parse(side(p).ToString("x32", CultureInfo.InvariantCulture))).ToArray())]);
        return new WrittenFile(file.ToArray(), [Column("old_pseudonym", p => p.Old), Column("new_pseudonym", p => p.New)], []);
    }

    private static async Task<WrittenFile> MeasuresAsync()
    {
        MeasureRow[] rows = [.. Enumerable.Range(0, 400)
            .Select(i => MeasureRows.Row(id: $"PAS-{i % 7:00}", group: i % 3 == 0 ? "All" : $"Zoë {i}", value: i % 5 == 0 ? null : i / 3.0))];
        return new WrittenFile(
            await MeasureParquet.WriteAsync(rows, CancellationToken.None),
            [.. MeasureColumns.All.Select(c => new WrittenColumn(c.Name, TypeOf(c.Kind), [[.. rows.Select(r => c.Value(r))]]))],
            []);
    }

    // Several row groups: with and without a dictionary, with one row, and with blanks only.
    private static RowBatch[] Batches(IReadOnlyList<CuratedColumn> columns) =>
    [
        RandomBatch.Create(columns, 500, seed: 1), RandomBatch.Blank(columns, 9),
        RandomBatch.Create(columns, 1, seed: 2), RandomBatch.Distinct(columns, 333, seed: 3),
    ];

    private static WrittenColumn[] ColumnsOf(IReadOnlyList<CuratedColumn> columns, RowBatch[] batches) =>
    [
        .. columns.Select(
            (c, i) => new WrittenColumn(c.Name, TypeOf(c.Kind), [.. batches.Select(b => RandomBatch.Cells(c, b.Columns[i], b.Count).ToArray())])),
    ];

    private static string TypeOf(CuratedKind kind) => kind switch
    {
        CuratedKind.Pseudonym => "uuid",
        CuratedKind.Scale => "int32",
        CuratedKind.Flag => "bool",
        CuratedKind.Number => "double",
        _ => "string",
    };

    private static string TypeOf(MeasureColumnKind kind) => kind switch
    {
        MeasureColumnKind.Date => "date",
        MeasureColumnKind.Number => "double",
        MeasureColumnKind.Whole => "int32",
        _ => "string",
    };
}
