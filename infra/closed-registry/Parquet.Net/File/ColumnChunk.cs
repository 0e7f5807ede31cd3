using System.Collections.ObjectModel;

namespace Parquet.File;

/// <summary>Where a column of a row group lies in the file, and what its writer said of it.</summary>
internal sealed record ColumnChunk
{
    public string Path { get; set; } = "";
    public PhysicalType Type { get; set; }
    public CompressionMethod Codec { get; set; }
    public List<PageEncoding> Encodings { get; } = [];
    public long NumValues { get; set; }
    public long UncompressedSize { get; set; }
    public long CompressedSize { get; set; }
    public long? DictionaryOffset { get; set; }
    public long DataOffset { get; set; }
    public long? NullCount { get; set; }
    public long? DistinctCount { get; set; }
    public byte[]? Min { get; set; }
    public byte[]? Max { get; set; }
    public IReadOnlyDictionary<string, string> CustomMetadata { get; set; } = ReadOnlyDictionary<string, string>.Empty;

    public long Start => DictionaryOffset is { } offset && offset > 0 && offset < DataOffset ? offset : DataOffset;

    public void Write(ThriftCompactWriter writer)
    {
        writer.BeginStructItem();
        writer.I64(2, 0); // file_offset: deprecated, zero when metadata lives in the footer only
        writer.BeginStruct(3);
        writer.I32(1, (int)Type);
        writer.List(2, ThriftType.I32, Encodings.Count);
        foreach (PageEncoding encoding in Encodings)
            writer.I32Item((int)encoding);
        writer.List(3, ThriftType.Binary, 1);
        writer.StringItem(Path);
        writer.I32(4, (int)Codec);
        writer.I64(5, NumValues);
        writer.I64(6, UncompressedSize);
        writer.I64(7, CompressedSize);
        KeyValues.Write(writer, 8, CustomMetadata);
        writer.I64(9, DataOffset);
        if (DictionaryOffset is { } dictionaryOffset)
            writer.I64(11, dictionaryOffset);
        writer.BeginStruct(12);
        writer.I64(3, NullCount ?? 0);
        if (Min is not null && Max is not null)
        {
            writer.Binary(5, Max);
            writer.Binary(6, Min);
            writer.Bool(7, true);
            writer.Bool(8, true);
        }
        writer.EndStruct();
        writer.EndStruct();
        writer.EndStruct();
    }

    public static ColumnChunk Read(ref ThriftCompactReader reader)
    {
        var chunk = new ColumnChunk();
        for (int id = 0; reader.Next(ref id, out ThriftType type);)
        {
            if (id == 3)
                chunk.ReadMetadata(ref reader, type);
            else
                reader.Skip(type);
        }
        return chunk;
    }

    private void ReadMetadata(ref ThriftCompactReader reader, ThriftType type)
    {
        ThriftCompactReader.ExpectStruct(type);
        for (int id = 0; reader.Next(ref id, out ThriftType field);)
        {
            switch (id)
            {
                case 1: Type = (PhysicalType)reader.ReadI32(field); break;
                case 3:
                    int parts = reader.ReadList(field, out ThriftType itemType);
                    for (int i = 0; i < parts; i++)
                        Path += (i == 0 ? "" : "/") + reader.ReadString(itemType);
                    break;
                case 4: Codec = (CompressionMethod)reader.ReadI32(field); break;
                case 5: NumValues = reader.ReadI64(field); break;
                case 6: UncompressedSize = reader.ReadI64(field); break;
                case 7: CompressedSize = reader.ReadI64(field); break;
                case 8: CustomMetadata = KeyValues.Read(ref reader, field); break;
                case 9: DataOffset = reader.ReadI64(field); break;
                case 11: DictionaryOffset = reader.ReadI64(field); break;
                case 12: ReadStatistics(ref reader, field); break;
                default: reader.Skip(field); break;
            }
        }
    }

    private void ReadStatistics(ref ThriftCompactReader reader, ThriftType type)
    {
        ThriftCompactReader.ExpectStruct(type);
        for (int id = 0; reader.Next(ref id, out ThriftType field);)
        {
            switch (id)
            {
                case 3: NullCount = reader.ReadI64(field); break;
                case 4: DistinctCount = reader.ReadI64(field); break;
                case 5: Max = reader.ReadBinary(field).ToArray(); break;
                case 6: Min = reader.ReadBinary(field).ToArray(); break;
                default: reader.Skip(field); break;
            }
        }
    }
}
