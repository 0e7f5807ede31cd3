namespace Parquet;

/// <summary>How a column should be encoded. This subset writes PLAIN (Default) and, for strings and whole numbers that lie close together, Dictionary.</summary>
public enum EncodingHint
{
    Default,
    Dictionary,
    DeltaBinaryPacked,
    ByteSplitStream,
}
