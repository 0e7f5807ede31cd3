namespace Parquet.Schema;

/// <summary>Kinds of schema element. This subset is flat: every field is Data.</summary>
public enum SchemaType
{
    Data,
    Map,
    Struct,
    List,
}
