using System.IO.Compression;

namespace IncDiv.Storage.Curated;

/// <summary>The Parquet schema of microdata, for curated files and for BI files.</summary>
internal static class CuratedSchema
{
    public static ParquetSchema Create(IEnumerable<CuratedColumn> columns) => new(columns.Select(Field));

    /// <summary>Writes texts with dictionaries and scales with as few bits as their steps need. By default each value would be written in full.</summary>
    public static ParquetOptions Options(IEnumerable<CuratedColumn> columns)
    {
        // Only some codecs use the level; its default is the slowest.
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy, CompressionLevel = CompressionLevel.Fastest };
        foreach (CuratedColumn column in columns)
            if (column.Kind is CuratedKind.Code or CuratedKind.Text)
                options.ColumnEncodingHints[column.Name] = EncodingHint.Dictionary;
            else if (column.Kind is CuratedKind.Scale)
                options.ColumnEncodingHints[column.Name] = EncodingHint.DeltaBinaryPacked;
        return options;
    }

    private static DataField Field(CuratedColumn column) => column.Kind switch
    {
        CuratedKind.Pseudonym => new DataField<Guid>(column.Name, false),
        CuratedKind.Code or CuratedKind.Text => new DataField<string>(column.Name),
        CuratedKind.Scale => new DataField<int>(column.Name, true),
        CuratedKind.Flag => new DataField<bool>(column.Name, true),
        CuratedKind.Number => new DataField<double>(column.Name, true),
        _ => throw new InvalidOperationException($"Column '{column.Name}' has the unknown kind {column.Kind}."),
    };
}
