using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using IncDiv.Contracts;
using IncDiv.Contracts.Feeds;
using IncDiv.Contracts.Rows;
using Parquet;
using Parquet.Schema;

namespace IncDiv.Storage.Curated;

/// <summary>Reads curated microdata back into batches.</summary>
public static class CuratedReader
{
    /// <summary>Name, in the metadata of a file, of the id of the key that its pseudonyms were made with.</summary>
    public const string KeyIdEntry = "pseudonym_key_id";

    /// <summary>The id of the key that a file's pseudonyms were made with, or null where it states none; leaves the file at its beginning.</summary>
    public static async Task<string?> KeyIdAsync(Stream file, CancellationToken cancellationToken)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(file, cancellationToken: cancellationToken);
        string? id = reader.CustomMetadata.GetValueOrDefault(KeyIdEntry);
        file.Position = 0;
        return id;
    }

    /// <summary>How many rows of a file are about some people; leaves it at its beginning.</summary>
    public static async Task<int> CountAsync(Feed feed, Quarter quarter, Stream file, IReadOnlySet<UInt128> people, CancellationToken cancellationToken)
    {
        int count = 0;
        CuratedColumn[] pseudonym = [.. feed.CuratedColumns.Where(c => c.Kind == CuratedKind.Pseudonym)];
        await foreach (RowBatch batch in ReadAsync(pseudonym, quarter, file, cancellationToken))
            count += batch.Column<PseudonymValues>("pseudonym").Values.Take(batch.Count).Count(people.Contains);
        file.Position = 0;
        return count;
    }

    /// <summary>
    /// Reads a file of <see cref="CuratedWriter"/>, a batch for each row group. A column that the file lacks is blank in every row, so
    /// that files of an earlier contract can still be read. While a batch is in use the next one is read, and then the batch is reused.
    /// </summary>
    /// <param name="withPseudonyms">Whether the batches have the column of pseudonyms, which is as large as all others together.</param>
    public static IAsyncEnumerable<RowBatch> ReadAsync(Feed feed, Quarter quarter, Stream file, CancellationToken cancellationToken, bool withPseudonyms = true) =>
        ReadAsync(withPseudonyms ? feed.CuratedColumns : [.. feed.CuratedColumns.Where(c => c.Kind != CuratedKind.Pseudonym)], quarter, file, cancellationToken);

    internal static async IAsyncEnumerable<RowBatch> ReadAsync(
        IReadOnlyList<CuratedColumn> columns, Quarter quarter, Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(file, cancellationToken: cancellationToken);
        RowBatch Empty() => new(quarter, [.. columns.Select(c => c.Name)], [.. columns.Select(Values)]);
        Task<RowBatch> Start(int g, RowBatch batch) => Task.Run(() => FillAsync(reader, g, columns, batch, cancellationToken), cancellationToken);
        int groups = reader.RowGroupCount;
        Task<RowBatch>? next = groups > 0 ? Start(0, Empty()) : null;
        try
        {
            RowBatch? spare = groups > 1 ? Empty() : null;
            for (int g = 1; next is not null; g++)
            {
                RowBatch batch = await next;
                next = g < groups ? Start(g, spare!) : null;
                yield return batch;
                spare = batch;
            }
        }
        finally
        {
            // The file must not be closed under a reading that nobody waits for any more.
            if (next is not null)
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<RowBatch> FillAsync(
        ParquetReader reader, int g, IReadOnlyList<CuratedColumn> columns, RowBatch batch, CancellationToken cancellationToken)
    {
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(g);
        batch.Clear();
        batch.Count = checked((int)group.RowCount);
        batch.EnsureCapacity(batch.Count);
        for (int i = 0; i < columns.Count; i++)
        {
            CuratedColumn column = columns[i];
            DataField? field = Array.Find(reader.Schema.DataFields, f => f.Name == column.Name);
            await FillAsync(group, field, column.Kind, batch.Columns[i], batch.Count, cancellationToken);
        }
        return batch;
    }

    internal static ColumnValues Values(CuratedColumn column) => column.Kind switch
    {
        CuratedKind.Pseudonym => new PseudonymValues(),
        CuratedKind.Number => new NumberValues(),
        CuratedKind.Flag => new CodeValues(["false", "true"]),
        CuratedKind.Text => new CodeValues([]),
        _ => new CodeValues(column.Codes!.Codes.Select(c => c.Code)),
    };

    private static async Task FillAsync(
        ParquetRowGroupReader group, DataField? field, CuratedKind kind, ColumnValues values, int count, CancellationToken cancellationToken)
    {
        switch (kind, values)
        {
            case (CuratedKind.Pseudonym, PseudonymValues v):
                var guids = new Guid[count];
                if (field is not null)
                    await group.ReadAsync<Guid>(field, guids.AsMemory(), cancellationToken: cancellationToken);
                Read(guids, v.Values);
                break;
            case (CuratedKind.Number, NumberValues v):
                var numbers = new double?[count];
                if (field is not null)
                    await group.ReadAsync<double>(field, numbers.AsMemory(), cancellationToken: cancellationToken);
                for (int i = 0; i < count; i++)
                    v.Values[i] = numbers[i] ?? double.NaN;
                break;
            case (CuratedKind.Scale, CodeValues v):
                var integers = new int?[count];
                if (field is not null)
                    await group.ReadAsync<int>(field, integers.AsMemory(), cancellationToken: cancellationToken);
                Index(v, integers);
                break;
            case (CuratedKind.Flag, CodeValues v):
                var flags = new bool?[count];
                if (field is not null)
                    await group.ReadAsync<bool>(field, flags.AsMemory(), cancellationToken: cancellationToken);
                for (int i = 0; i < count; i++)
                    v.Indices[i] = (ushort)(flags[i] switch { null => 0, false => 1, true => 2 });
                break;
            case (_, CodeValues v):
                var texts = new string?[count];
                if (field is not null)
                    await group.ReadAsync(field, texts.AsMemory(), cancellationToken: cancellationToken);
                Index(v, texts);
                break;
        }
    }

    private static void Read(ReadOnlySpan<Guid> guids, Span<UInt128> pseudonyms)
    {
        Span<byte> bytes = stackalloc byte[16];
        for (int i = 0; i < guids.Length; i++)
        {
            guids[i].TryWriteBytes(bytes, bigEndian: true, out _);
            pseudonyms[i] = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        }
    }

    // Answers are small numbers: what each means is found in a small table, and looked up only where it is not there.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Index(CodeValues values, ReadOnlySpan<int?> column)
    {
        const int Small = 256, NotYet = -1;
        Dictionary<string, ushort> known = Known(values);
        Span<int> small = stackalloc int[Small];
        small.Fill(NotYet);
        ushort[] indices = values.Indices;
        for (int i = 0; i < column.Length; i++)
        {
            if (column[i] is not { } number)
                indices[i] = 0;
            else if ((uint)number >= Small)
                indices[i] = IndexOf(values, known, number.ToString(CultureInfo.InvariantCulture));
            else
            {
                if (small[number] == NotYet)
                    small[number] = IndexOf(values, known, number.ToString(CultureInfo.InvariantCulture));
                indices[i] = (ushort)small[number];
            }
        }
    }

    // Rows of one text share its instance: one that was met lately is known by that.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Index(CodeValues values, ReadOnlySpan<string?> column)
    {
        const int Recent = 256;
        Dictionary<string, ushort> known = Known(values);
        var recent = new (string? Text, ushort Index)[Recent];
        ushort[] indices = values.Indices;
        for (int i = 0; i < column.Length; i++)
        {
            if (column[i] is not { } text)
            {
                indices[i] = 0;
                continue;
            }
            ref (string? Text, ushort Index) slot = ref recent[text.Length == 0 ? 0 : (text[0] * 31 + text[^1] * 7 + text.Length) & (Recent - 1)];
            if (!ReferenceEquals(slot.Text, text))
                slot = (text, IndexOf(values, known, text));
            indices[i] = slot.Index;
        }
    }

    private static Dictionary<string, ushort> Known(CodeValues values)
    {
        var known = new Dictionary<string, ushort>(StringComparer.Ordinal);
        for (int i = 1; i < values.Dictionary.Count; i++)
            known.Add(values.Dictionary[i]!, (ushort)i);
        return known;
    }

    private static ushort IndexOf(CodeValues values, Dictionary<string, ushort> known, string text)
    {
        if (!known.TryGetValue(text, out ushort index))
            known.Add(text, index = values.Add(text));
        return index;
    }
}
