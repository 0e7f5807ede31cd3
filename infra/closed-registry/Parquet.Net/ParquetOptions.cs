using System.IO.Compression;
using Parquet.Schema;

namespace Parquet;

/// <summary>How files are written and how their types are read.</summary>
public class ParquetOptions
{
    public CompressionMethod CompressionMethod { get; set; } = CompressionMethod.Snappy;

    /// <summary>Used by Gzip only; Snappy has no levels.</summary>
    public CompressionLevel CompressionLevel = CompressionLevel.SmallestSize;

    public bool TreatByteArrayAsString { get; set; }

    /// <summary>Read DATE columns as <see cref="DateOnly"/> instead of <see cref="DateTime"/>.</summary>
    public bool UseDateOnlyTypeForDates { get; set; }

    /// <summary>Encoding by column path; a column without a hint is PLAIN.</summary>
    public readonly IDictionary<string, EncodingHint> ColumnEncodingHints = new Dictionary<string, EncodingHint>();

    /// <summary>Distinct values over values, 0 to 1, above which a hinted column is written PLAIN after all.</summary>
    public double DictionaryEncodingThreshold { get; set; } = 0.8;

    /// <summary>Values after which uniqueness is judged early; 0 judges the whole column.</summary>
    public int DictionaryEncodingSampleSize { get; set; }

    internal bool IsDictionaryHinted(DataField field) =>
        ColumnEncodingHints.TryGetValue(field.Path.ToString(), out EncodingHint hint) && hint == EncodingHint.Dictionary;
}
