using Parquet.Schema;

namespace Parquet.File;

/// <summary>The file metadata: schema, row groups and key-value pairs.</summary>
internal sealed class Footer(ParquetSchema schema)
{
    private const string CreatedBy = "Parquet.Net subset version 6.1.0";

    public ParquetSchema Schema => schema;

    public List<RowGroup> RowGroups { get; private init; } = [];

    public Dictionary<string, string> CustomMetadata { get; set; } = [];

    public void Write(ThriftCompactWriter writer)
    {
        writer.BeginStructItem();
        writer.I32(1, 1);
        DataField[] fields = schema.GetDataFields();
        writer.List(2, ThriftType.Struct, fields.Length + 1);
        SchemaElement.WriteRoot(writer, fields.Length);
        foreach (DataField field in fields)
            SchemaElement.Write(writer, field);
        writer.I64(3, RowGroups.Sum(g => g.NumRows));
        writer.List(4, ThriftType.Struct, RowGroups.Count);
        foreach (RowGroup group in RowGroups)
            group.Write(writer);
        KeyValues.Write(writer, 5, CustomMetadata);
        writer.String(6, CreatedBy);
        // Column orders: without them readers must not trust min and max.
        writer.List(7, ThriftType.Struct, fields.Length);
        foreach (DataField _ in fields)
        {
            writer.BeginStructItem();
            writer.BeginStruct(1);
            writer.EndStruct();
            writer.EndStruct();
        }
        writer.EndStruct();
    }

    /// <exception cref="ParquetException">The metadata is corrupt.</exception>
    /// <exception cref="NotSupportedException">The schema is outside this subset.</exception>
    public static Footer Read(ReadOnlySpan<byte> bytes, long dataEnd, ParquetOptions options)
    {
        var reader = new ThriftCompactReader(bytes);
        var elements = new List<SchemaElement>();
        var groups = new List<RowGroup>();
        var metadata = new Dictionary<string, string>();
        long rows = -1;
        for (int id = 0; reader.Next(ref id, out ThriftType type);)
        {
            switch (id)
            {
                case 2:
                    for (int left = reader.ReadList(type, out ThriftType itemType); left > 0; left--)
                    {
                        ThriftCompactReader.ExpectStruct(itemType);
                        elements.Add(SchemaElement.Read(ref reader));
                    }
                    break;
                case 3: rows = reader.ReadI64(type); break;
                case 4:
                    for (int left = reader.ReadList(type, out ThriftType itemType); left > 0; left--)
                    {
                        ThriftCompactReader.ExpectStruct(itemType);
                        groups.Add(RowGroup.Read(ref reader));
                    }
                    break;
                case 5: metadata = KeyValues.Read(ref reader, type); break;
                default: reader.Skip(type); break;
            }
        }
        if (elements.Count < 2 || elements.Skip(1).DistinctBy(e => e.Name).Count() != elements.Count - 1)
            throw new ParquetException("The file's schema is corrupt: it has no columns, or two of one name.");
        var footer = new Footer(new ParquetSchema(elements.Skip(1).Select(e => e.ToField(options)))) { RowGroups = groups, CustomMetadata = metadata };
        footer.Validate(elements[0].ChildCount, rows, dataEnd);
        return footer;
    }

    // What contradicts itself is refused here, so that nothing later sizes a buffer by it.
    private void Validate(int rootChildren, long rows, long dataEnd)
    {
        DataField[] fields = schema.GetDataFields();
        bool isSound = rootChildren == fields.Length && RowGroups.All(g => g.NumRows is >= 0 and <= int.MaxValue) && RowGroups.Sum(g => g.NumRows) == rows
            && RowGroups.All(g => g.Columns.Count == fields.Length && g.Columns.Zip(fields).All(pair => IsSound(pair.First, pair.Second, g.NumRows)));
        if (!isSound)
            throw new ParquetException("The file's metadata is corrupt: counts, columns or offsets contradict each other.");

        bool IsSound(ColumnChunk chunk, DataField field, long groupRows) =>
            chunk.NumValues == groupRows && chunk.Path == field.Path.ToString() && chunk.Type == field.Kind.Physical()
            && chunk.Start >= 4 && chunk.CompressedSize is >= 0 and <= int.MaxValue && chunk.Start <= dataEnd - chunk.CompressedSize;
    }
}
