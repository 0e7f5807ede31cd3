using IncDiv.Contracts.Feeds;
using Parquet.Schema;

namespace IncDiv.Storage.Curated;

/// <summary>How the columns of curated microdata stand in Parquet.</summary>
internal static class CuratedSchema
{
    public static ParquetSchema Of(Feed feed) => new(feed.CuratedColumns.Select(Field));

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
