namespace Parquet.File;

/// <summary>Metadata of a row group.</summary>
internal sealed class RowGroup
{
    public List<ColumnChunk> Columns { get; } = [];

    public long NumRows { get; set; }

    public void Write(ThriftCompactWriter writer)
    {
        writer.BeginStructItem();
        writer.List(1, ThriftType.Struct, Columns.Count);
        foreach (ColumnChunk chunk in Columns)
            chunk.Write(writer);
        writer.I64(2, Columns.Sum(c => c.UncompressedSize));
        writer.I64(3, NumRows);
        writer.I64(5, Columns.Count == 0 ? 0 : Columns[0].Start);
        writer.I64(6, Columns.Sum(c => c.CompressedSize));
        writer.EndStruct();
    }

    public static RowGroup Read(ref ThriftCompactReader reader)
    {
        var group = new RowGroup();
        for (int id = 0; reader.Next(ref id, out ThriftType type);)
        {
            switch (id)
            {
                case 1:
                    for (int left = reader.ReadList(type, out ThriftType itemType); left > 0; left--)
                    {
                        ThriftCompactReader.ExpectStruct(itemType);
                        group.Columns.Add(ColumnChunk.Read(ref reader));
                    }
                    break;
                case 3: group.NumRows = reader.ReadI64(type); break;
                default: reader.Skip(type); break;
            }
        }
        return group;
    }
}
