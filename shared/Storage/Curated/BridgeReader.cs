using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Parquet;

namespace IncDiv.Storage.Curated;

/// <summary>Reads files of <see cref="BridgeWriter"/>.</summary>
public static class BridgeReader
{
    /// <summary>The pairs, a list for each row group.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<(UInt128 Old, UInt128 New)>> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(file, cancellationToken: cancellationToken);
        for (int g = 0; g < reader.RowGroupCount; g++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(g);
            var old = new Guid[group.RowCount];
            var present = new Guid[group.RowCount];
            await group.ReadAsync<Guid>(reader.Schema.FindDataField(BridgeWriter.OldColumn), old.AsMemory(), cancellationToken: cancellationToken);
            await group.ReadAsync<Guid>(reader.Schema.FindDataField(BridgeWriter.NewColumn), present.AsMemory(), cancellationToken: cancellationToken);
            yield return [.. old.Zip(present, (o, n) => (ToNumber(o), ToNumber(n)))];
        }
    }

    private static UInt128 ToNumber(Guid pseudonym) => BinaryPrimitives.ReadUInt128BigEndian(pseudonym.ToByteArray(bigEndian: true));
}
