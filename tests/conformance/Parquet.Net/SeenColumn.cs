using System.Text.Json.Serialization;

namespace Parquet.Conformance;

/// <summary>A column as a reader sees it, in the spelling of values.mjs.</summary>
public sealed record SeenColumn([property: JsonPropertyName("type")] string Type, [property: JsonPropertyName("values")] string?[] Values);
