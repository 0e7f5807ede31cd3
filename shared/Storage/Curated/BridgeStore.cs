using System.Buffers.Binary;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Parquet;
using Parquet.Schema;

namespace IncDiv.Storage.Curated;

/// <summary>
/// Bridges between pseudonyms of an old and a new key: <c>curated/{feed}/bridge={old}-{new}/drop={dropId}.parquet</c>. They hold no
/// identifier and are as restricted as the rest of the container.
/// </summary>
public sealed class BridgeStore(PipelineStorage storage)
{
    private static readonly DataField<Guid> Old = new("old_pseudonym", false);
    private static readonly DataField<Guid> New = new("new_pseudonym", false);

    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Curated);

    /// <summary>Records the pseudonyms of one drop under both keys; a repeat writes the same bytes.</summary>
    public async Task PutAsync(
        string feed, string oldKeyId, string newKeyId, string dropId, IReadOnlyList<(UInt128 Old, UInt128 New)> pairs, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(Old, New), file, cancellationToken: cancellationToken))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync<Guid>(Old, pairs.Select(p => ToGuid(p.Old)).ToArray(), cancellationToken: cancellationToken);
            await group.WriteAsync<Guid>(New, pairs.Select(p => ToGuid(p.New)).ToArray(), cancellationToken: cancellationToken);
            group.CompleteValidate();
        }
        file.Position = 0;
        await _container.GetBlobClient($"{feed}/bridge={oldKeyId}-{newKeyId}/drop={dropId}.parquet").UploadAsync(file, overwrite: true, cancellationToken);
    }

    /// <summary>Old to new pseudonym, over all bridges of a feed; empty where no key was changed.</summary>
    public async Task<IReadOnlyDictionary<UInt128, UInt128>> ReadAsync(string feed, CancellationToken cancellationToken)
    {
        var bridge = new Dictionary<UInt128, UInt128>();
        await foreach (BlobItem blob in _container.GetBlobsAsync(prefix: $"{feed}/bridge=", cancellationToken: cancellationToken))
        {
            BlobDownloadResult content = await _container.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken);
            await using ParquetReader reader = await ParquetReader.CreateAsync(content.Content.ToStream(), cancellationToken: cancellationToken);
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
            var old = new Guid[group.RowCount];
            var now = new Guid[group.RowCount];
            await group.ReadAsync<Guid>(reader.Schema.FindDataField("old_pseudonym"), old.AsMemory(), cancellationToken: cancellationToken);
            await group.ReadAsync<Guid>(reader.Schema.FindDataField("new_pseudonym"), now.AsMemory(), cancellationToken: cancellationToken);
            for (int i = 0; i < old.Length; i++)
                bridge[ToNumber(old[i])] = ToNumber(now[i]);
        }
        return bridge;
    }

    private static Guid ToGuid(UInt128 pseudonym)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, pseudonym);
        return new Guid(bytes, bigEndian: true);
    }

    private static UInt128 ToNumber(Guid pseudonym) => BinaryPrimitives.ReadUInt128BigEndian(pseudonym.ToByteArray(bigEndian: true));
}
