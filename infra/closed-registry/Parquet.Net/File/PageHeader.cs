namespace Parquet.File;

internal enum PageType { Data, Index, Dictionary, DataV2 }

/// <summary>Encodings of pages, numbered as in the format.</summary>
internal enum PageEncoding
{
    Plain = 0, PlainDictionary = 2, Rle = 3, BitPacked = 4, DeltaBinaryPacked = 5, DeltaLengthByteArray = 6,
    DeltaByteArray = 7, RleDictionary = 8, ByteStreamSplit = 9,
}

/// <summary>Header of a page. <see cref="DefinitionLevelsSize"/>, <see cref="RepetitionLevelsSize"/> and <see cref="IsCompressed"/> are of DataV2 only.</summary>
internal record struct PageHeader(PageType Type, int UncompressedSize, int CompressedSize, int NumValues, PageEncoding Encoding)
{
    public int DefinitionLevelsSize { get; private set; }

    public int RepetitionLevelsSize { get; private set; }

    public bool IsCompressed { get; private set; } = true;

    public readonly void Write(ThriftCompactWriter writer)
    {
        writer.BeginStructItem();
        writer.I32(1, (int)Type);
        writer.I32(2, UncompressedSize);
        writer.I32(3, CompressedSize);
        writer.BeginStruct(Type == PageType.Dictionary ? 7 : 5);
        writer.I32(1, NumValues);
        writer.I32(2, (int)Encoding);
        if (Type == PageType.Data)
        {
            writer.I32(3, (int)PageEncoding.Rle);
            writer.I32(4, (int)PageEncoding.Rle);
        }
        writer.EndStruct();
        writer.EndStruct();
    }

    public static PageHeader Read(ref ThriftCompactReader reader)
    {
        var header = new PageHeader { Type = (PageType)(-1), IsCompressed = true };
        for (int id = 0; reader.Next(ref id, out ThriftType type);)
        {
            switch (id)
            {
                case 1: header.Type = (PageType)reader.ReadI32(type); break;
                case 2: header.UncompressedSize = reader.ReadI32(type); break;
                case 3: header.CompressedSize = reader.ReadI32(type); break;
                case 5 or 7 or 8: header.ReadBody(ref reader, type, isV2: id == 8); break;
                default: reader.Skip(type); break;
            }
        }
        return header;
    }

    private void ReadBody(ref ThriftCompactReader reader, ThriftType type, bool isV2)
    {
        ThriftCompactReader.ExpectStruct(type);
        for (int id = 0; reader.Next(ref id, out ThriftType field);)
        {
            switch (id)
            {
                case 1: NumValues = reader.ReadI32(field); break;
                case 2 when !isV2: Encoding = (PageEncoding)reader.ReadI32(field); break;
                case 4 when isV2: Encoding = (PageEncoding)reader.ReadI32(field); break;
                case 5 when isV2: DefinitionLevelsSize = reader.ReadI32(field); break;
                case 6 when isV2: RepetitionLevelsSize = reader.ReadI32(field); break;
                case 7 when isV2: IsCompressed = ThriftCompactReader.ReadBool(field); break;
                default: reader.Skip(field); break;
            }
        }
    }
}
